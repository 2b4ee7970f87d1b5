import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { sendCommand, sendMessage } from "../api.ts";
import type { Drafts } from "../state/memory.ts";
import { useGrown } from "../state/use-grown.ts";
import { useProblem } from "../state/use-problem.ts";
import { titleOfChannel, useWorkspace } from "../state/workspace-context.tsx";
import type { Channel } from "../wire.ts";
import { CompletionList } from "./completion-list.tsx";
import { completionsFor } from "./completions.ts";
import { ComposerFoot } from "./composer-foot.tsx";
import { ComposerProblem } from "./composer-problem.tsx";
import { FormatBar } from "./format-bar.tsx";
import { readOutgoing } from "./outgoing.ts";

interface Props {
  channel: Channel;
  /** The thread's first message; absent in the channel itself. */
  threadTs?: string;
  placeholder: string;
  /** Names the draft. */
  place: string;
  drafts: Drafts;
  /** The arrow up in an empty field: one's last message is to be rewritten. */
  onEditLast(): void;
}

/** Where one writes. Enter sends, Shift+Enter makes a line, `/` `@` `#` `:` offer what fits. */
export function Composer({ channel, threadTs, placeholder, place, drafts, onEditLast }: Props) {
  const workspace = useWorkspace();
  const { state, me } = workspace;
  const [text, setText] = useState(() => drafts.get(place));
  const [caret, setCaret] = useState(text.length);
  const [active, setActive] = useState(0);
  const [dismissed, setDismissed] = useState("");
  const { problem, say } = useProblem(workspace.isConnected);
  const [running, setRunning] = useState<string>();
  const [isForAll, setForAll] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();

  const upToCaret = text.slice(0, caret);
  const completions = dismissed === upToCaret ? undefined : completionsFor(upToCaret, workspace);

  useEffect(() => drafts.set(place, text), [drafts, place, text]);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  useGrown(field, text);

  const write = (next: string, at = next.length) => {
    setText(next);
    setCaret(at);
    setActive(0);
    say(undefined);
  };
  /** Puts the text in the field at once: a caret set a frame later would jump under somebody who types on. */
  const writeNow = (next: string, at?: number) => flushSync(() => write(next, at));
  const pick = (index: number) => {
    const item = completions?.items[index];
    if (!completions || !item) return;
    const before = text.slice(0, completions.from) + item.insert;
    writeNow(before + text.slice(caret), before.length);
    field.current?.setSelectionRange(before.length, before.length);
    field.current?.focus();
  };
  const insert = (words: string) => {
    const area = field.current;
    const from = area?.selectionStart ?? text.length;
    const gap = words === "@" && /\S$/.test(text.slice(0, from)) ? " " : "";
    const before = text.slice(0, from) + gap + words;
    writeNow(before + text.slice(area?.selectionEnd ?? from), before.length);
    area?.focus();
    area?.setSelectionRange(before.length, before.length);
  };
  const send = async () => {
    if (text.trim() === "") return;
    const outgoing = readOutgoing(text, threadTs !== undefined, state.commands);
    if (outgoing.kind === "refused") return say(outgoing.why);
    const typed = text;
    write("");
    if (outgoing.kind === "command") {
      setRunning(outgoing.command);
      const { command, text: words } = outgoing;
      const outcome = await sendCommand({ channel: channel.id, user: me.id, command, text: words });
      setRunning(undefined);
      // Why a command failed is told by Slackbot, over the wire, like everything else; what was typed comes back.
      if (!outcome.ok) setText((now) => now || typed);
      return;
    }
    const outcome = await sendMessage({
      channel: channel.id,
      user: me.id,
      text: outgoing.text,
      ...(threadTs ? { thread_ts: threadTs } : {}),
      ...(threadTs && isForAll ? { reply_broadcast: true } : {}),
    });
    if (outcome.ok) return setForAll(false);
    setText((now) => now || typed);
    const why = outcome.isLost ? "no connection" : (outcome.error ?? "no reason given");
    say(`Your message was not sent (${why}).`, outcome.isLost);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const list = completions?.isReminder ? undefined : completions;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (list && step) {
      event.preventDefault();
      setActive((active + step + list.items.length) % list.items.length);
    } else if (list && (event.key === "Tab" || (event.key === "Enter" && !isWhole(list)))) {
      event.preventDefault();
      pick(active);
    } else if (completions && event.key === "Escape") {
      event.preventDefault();
      setDismissed(upToCaret);
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void send();
    } else if (event.key === "ArrowUp" && text === "") {
      event.preventDefault();
      onEditLast();
    }
  };
  /** A command typed to its end is sent by Enter, not completed once more. */
  const isWhole = (list: NonNullable<typeof completions>) => list.items[active]?.title === upToCaret;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };

  return (
    <form className="composer" onSubmit={onSubmit}>
      {completions && <CompletionList id={listId} completions={completions} active={active} onPick={pick} />}
      {problem && <ComposerProblem words={problem} onDismiss={() => say(undefined)} />}
      <div className="composer-box">
        <FormatBar field={field} onText={writeNow} />
        <textarea
          ref={field}
          rows={1}
          value={text}
          placeholder={placeholder}
          aria-label={placeholder}
          // A text field with a list beside it; ARIA has no combobox of several lines.
          aria-autocomplete="list"
          aria-controls={completions ? listId : undefined}
          aria-activedescendant={completions && !completions.isReminder ? `${listId}-${active}` : undefined}
          onChange={(event) => write(event.target.value, event.target.selectionStart)}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
        />
        {threadTs && (
          <label className="composer-both">
            <input type="checkbox" checked={isForAll} onChange={(event) => setForAll(event.target.checked)} />
            Also send to {titleOfChannel(channel, state, me.id)}
          </label>
        )}
        <ComposerFoot
          channel={channel}
          isReply={threadTs !== undefined}
          running={running}
          canSend={text.trim() !== ""}
          onInsert={insert}
          onProblem={say}
        />
      </div>
    </form>
  );
}
