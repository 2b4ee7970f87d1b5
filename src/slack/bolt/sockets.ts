import { type App, type Receiver, SocketModeReceiver } from "@slack/bolt";
import { seconds } from "../../domain/duration.ts";
import type { Log } from "../../domain/log.ts";

type Settings = ConstructorParameters<typeof SocketModeReceiver>[0];

/** One may break while nobody said goodbye; Slack gives each payload to one of them, and allows an app ten (docs.slack.dev/apis/events-api/using-socket-mode). */
const connections = 2;
/** Slack cuts a connection some ten seconds after it warned; this is for one that it forgets. */
const forgottenAfterMs = seconds(60);

/** Why Slack says goodbye to a connection, when it is to be followed by another; undefined for all else it may say. */
const goodbyeIn = (data: unknown): string | undefined => {
  if (typeof data !== "string" || !data.includes('"disconnect"')) return undefined;
  const { type, reason } = JSON.parse(data) as { type?: string; reason?: string };
  return type === "disconnect" && reason !== "link_disabled" ? (reason ?? "") : undefined;
};

/**
 * Socket Mode on two connections, each of which is followed by a new one before it goes. @slack/socket-mode 3.1 closes a connection as soon
 * as Slack warns that it will be refreshed, and opens the next five seconds later: what Slack sends in between is lost.
 */
export const createSockets = ({ settings, log }: { settings: Settings; log: Log }): Receiver => {
  let app: App | undefined;
  let stopped = false;
  const open = new Set<SocketModeReceiver>();

  const leave = async (receiver: SocketModeReceiver): Promise<void> => {
    if (open.delete(receiver)) await receiver.stop();
  };

  /** It serves on until Slack closes it: what is on its way to it would be lost otherwise. */
  const leaveWhenClosed = (receiver: SocketModeReceiver): void => {
    const forgotten = setTimeout(() => leave(receiver), forgottenAfterMs);
    forgotten.unref();
    receiver.client.once("close", () => {
      clearTimeout(forgotten);
      void leave(receiver);
    });
  };

  /** True once another stands in its place. */
  const follow = async (receiver: SocketModeReceiver): Promise<boolean> => {
    try {
      await connect();
    } catch (error) {
      // Then it reconnects by itself, once Slack has closed it.
      log.warn({ err: error }, "no connection to Slack could be opened in place of one that goes");
      return false;
    }
    leaveWhenClosed(receiver);
    return true;
  };

  /** The client itself would leave at a goodbye. */
  const heedGoodbyes = (receiver: SocketModeReceiver): void => {
    const { client } = receiver;
    let goes = false;
    const hear = client.listeners("ws_message");
    client.removeAllListeners("ws_message");
    client.on("ws_message", async (data: unknown, isBinary: boolean) => {
      const reason = goodbyeIn(data);
      if (reason === undefined) return hear.forEach((each) => void each(data, isBinary));
      log.debug({ reason }, "Slack will close a connection");
      // It says so more than once of the same one.
      if (goes || stopped) return;
      goes = true;
      goes = await follow(receiver);
    });
  };

  const connect = async (): Promise<void> => {
    const receiver = new SocketModeReceiver(settings);
    if (app) receiver.init(app);
    heedGoodbyes(receiver);
    await receiver.start();
    open.add(receiver);
    // One that is told to stop while it starts would start all the same.
    if (stopped) await leave(receiver);
  };

  return {
    init: (theApp) => {
      app = theApp;
    },
    start: async () => {
      stopped = false;
      await Promise.all(Array.from({ length: connections }, connect));
    },
    stop: async () => {
      stopped = true;
      await Promise.all([...open].map(leave));
    },
  };
};
