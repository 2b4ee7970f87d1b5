import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { readClock, readMessages, readState, readViews } from "../api.ts";
import type { ClockSnapshot, Message, View, WorkspaceState } from "../wire.ts";
import { createRefresher } from "./refresher.ts";
import { createRetry } from "./retry.ts";
import { streamWhileVisible } from "./stream.ts";
import { messagesSince, stackOf, viewsWithout } from "./this-page.ts";

/** Real ms until what could not be read is read again. */
const againAfterMs = 1_000;

/** Everything the page knows, and it knows it only from the server. */
export interface Server {
  state: WorkspaceState | undefined;
  clock: ClockSnapshot | undefined;
  /** By channel id, oldest first. */
  messages: Record<string, Message[]>;
  views: View[];
  home: View | null;
  /** False while the event stream is down, or something it told of could not be read yet. */
  connected: boolean;
  /** How often Slack told that something crossed the wire. */
  logged: number;
  /** A line Slack's client would flash up. */
  notice: string | undefined;
  dismissNotice(): void;
  refreshViews(): Promise<void>;
}

/** Follows the server for one person: reads everything once, then again whatever a hint says has changed. */
export function useServer(user: string | undefined): Server {
  const [state, setState] = useState<WorkspaceState>();
  const [clock, setClock] = useState<ClockSnapshot>();
  const [messages, setMessages] = useState<Record<string, Message[]>>({});
  const [views, setViews] = useState<{ views: View[]; home: View | null }>({ views: [], home: null });
  const [isHeard, setHeard] = useState(true);
  const [isRead, setRead] = useState(true);
  const [notice, setNotice] = useState<string>();
  const [logged, setLogged] = useState(0);
  const person = useRef(user);
  person.current = user;
  const began = useRef<string>(undefined);
  const openedAt = useRef<number>(undefined);
  /** By person, the stacks of modals that were open when this page first looked. */
  const earlierStacks = useRef(new Map<string, ReadonlySet<string>>());

  const reads = useMemo(() => {
    const channels = new Map<string, () => Promise<void>>();
    const viewsOf = createRefresher(async () => {
      const asked = person.current;
      if (!asked) return;
      const found = await readViews(asked);
      const earlier = earlierStacks.current.get(asked) ?? new Set(found.views.map(stackOf));
      earlierStacks.current.set(asked, earlier);
      if (asked === person.current) setViews({ ...found, views: viewsWithout(earlier, found.views) });
    });
    const messagesOf = (channel: string): (() => Promise<void>) => {
      const known = channels.get(channel);
      if (known) return known;
      const refresh = createRefresher(async () => {
        const asked = person.current;
        if (!asked) return;
        openedAt.current ??= (await readClock()).real;
        const found = messagesSince(openedAt.current, await readMessages(channel, asked));
        if (asked === person.current) setMessages((before) => ({ ...before, [channel]: found }));
      });
      channels.set(channel, refresh);
      return refresh;
    };
    const stateOf = createRefresher(async () => {
      const [found, time] = await Promise.all([readState(), readClock()]);
      // What another workspace held is not this one's, not even until it is read again.
      if (began.current !== found.workspace.began) setMessages({});
      began.current = found.workspace.began;
      openedAt.current ??= time.real;
      setState(found);
      setClock(time);
      const own = found.channels.filter((channel) => channel.members?.includes(person.current ?? ""));
      await Promise.all(own.map((channel) => messagesOf(channel.id)()));
    });
    return { viewsOf, messagesOf, stateOf };
  }, []);

  useEffect(() => {
    setMessages({});
    setViews({ views: [], home: null });
    const { attempt, stop } = createRetry({ afterMs: againAfterMs, onChange: (isFailing) => setRead(!isFailing) });
    const readAll = () => {
      attempt(reads.stateOf);
      attempt(reads.viewsOf);
    };
    readAll();
    if (!user) return stop;
    const close = streamWhileVisible(`/_control/events?user=${user}`, {
      onOpen() {
        setHeard(true);
        readAll();
      },
      onError: () => setHeard(false),
      onHint(hint) {
        if (hint.type === "changed" && hint.channel) attempt(reads.messagesOf(hint.channel));
        else if (hint.type === "views") attempt(reads.viewsOf);
        else if (hint.type === "state") attempt(reads.stateOf);
        else if (hint.type === "notice") setNotice(hint.text);
        else if (hint.type === "log") setLogged((before) => before + 1);
      },
    });
    return () => {
      close();
      stop();
    };
  }, [user, reads]);

  return {
    state,
    clock,
    messages,
    ...views,
    connected: isHeard && isRead,
    logged,
    notice,
    dismissNotice: useCallback(() => setNotice(undefined), []),
    refreshViews: reads.viewsOf,
  };
}
