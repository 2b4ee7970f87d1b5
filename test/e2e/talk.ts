import { setTimeout as sleep } from "node:timers/promises";

interface Payload {
  key: string;
  job: string;
  state: string;
  by: string;
  result?: Record<string, unknown>;
}

/** A message as it came over the wire. */
export interface Message {
  ts: string;
  text: string;
  thread_ts?: string;
  ephemeral?: boolean;
  blocks?: {
    type: string;
    block_id?: string;
    title?: string;
    tasks?: { title: string; status: string }[];
    elements?: { action_id?: string; value?: string }[];
  }[];
  metadata?: { event_type: string; event_payload: Payload };
}

/** What one person could read of one request. */
export interface Heard {
  /** Of the job, or of the private answer: "answered", "refused". */
  state: string;
  jobId: string | undefined;
  card: Message | undefined;
  steps: Record<string, string>;
  thread: string[];
  private: string[];
  dm: string[];
  result: Record<string, unknown> | undefined;
  /** All text together, for looking something up that must or must not be there. */
  everything: string;
}

export interface Talk {
  /** Types `/isb <words>` and listens until it is over, needs a person, or a private answer came. */
  say(
    user: string,
    words: string,
    options?: { channel?: string; until?: (heard: Heard) => boolean; withinMs?: number },
  ): Promise<Heard>;
  /** Sends a command and does not wait for anything but its acknowledgement. */
  send(user: string, words: string, channel?: string): Promise<{ ackMs: number; delivery: string; error?: string }>;
  messages(channel: string, user?: string): Promise<Message[]>;
  views(user: string): Promise<{ id: string; blocks: { block_id?: string }[]; title?: { text: string } }[]>;
  post(path: string, body: object): Promise<Record<string, unknown>>;
  /** Listens again to what was begun earlier. */
  listen(
    user: string,
    since: number,
    options?: { channel?: string; until?: (heard: Heard) => boolean; withinMs?: number },
  ): Promise<Heard>;
}

const over = new Set(["succeeded", "failed", "partly", "parked", "cancelled"]);

/** True when nothing more will come: the end is in the thread, or a private answer is there. */
export const settled = (heard: Heard): boolean => {
  if (heard.jobId === undefined) return heard.private.length > 0;
  if (heard.state === "needs-approval") return heard.thread.length > 0;
  return over.has(heard.state) && heard.thread.some((text) => !text.includes("waits for approval"));
};

export const createTalk = (slackUrl: string): Talk => {
  const get = async (path: string) =>
    (await fetch(`${slackUrl}/_control${path}`)).json() as Promise<Record<string, unknown>>;
  const post = async (path: string, body: object) =>
    (
      await fetch(`${slackUrl}/_control${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      })
    ).json() as Promise<Record<string, unknown>>;
  const messages = async (channel: string, user?: string) =>
    ((await get(`/messages/${channel}${user ? `?user=${user}` : ""}`)).messages ?? []) as Message[];

  const hear = async (user: string, channel: string, since: number): Promise<Heard> => {
    const direct = user.replace(/^U/, "D");
    const [here, own] = await Promise.all([messages(channel, user), channel === direct ? [] : messages(direct, user)]);
    const fresh = (list: Message[]) => list.filter(({ ts }) => Number(ts) > since);
    const all = [...fresh(here), ...fresh(own)];
    const card = all.find(
      ({ metadata }) => metadata?.event_payload.by === user && metadata.event_payload.key.endsWith("#card"),
    );
    const payload = card?.metadata?.event_payload;
    const jobId = payload?.job;
    const thread = all
      .filter(({ thread_ts, ts }) => card && thread_ts === card.ts && ts !== card.ts)
      .map(({ text }) => text);
    const privately = fresh(here).filter(({ ephemeral }) => ephemeral);
    const dm = fresh(own).filter((message) => message !== card && !message.thread_ts);
    const mark = privately.at(-1)?.blocks?.[0]?.block_id;
    const plan = card?.blocks?.find(({ type }) => type === "plan");
    return {
      state: payload?.state ?? (mark === "answer-ok" ? "answered" : privately.length > 0 ? "refused" : "silent"),
      jobId,
      card,
      steps: Object.fromEntries((plan?.tasks ?? []).map(({ title, status }) => [title, status])),
      thread,
      private: privately.map(({ text }) => text),
      dm: dm.map(({ text }) => text),
      result: all.find(({ metadata }) => metadata?.event_payload.job === jobId && metadata?.event_payload.result)
        ?.metadata?.event_payload.result,
      everything: JSON.stringify(all),
    };
  };

  const listen: Talk["listen"] = async (
    user,
    since,
    { channel = "C0GENERAL", until = settled, withinMs = 30_000 } = {},
  ) => {
    const end = Date.now() + withinMs;
    for (;;) {
      const heard = await hear(user, channel, since);
      if (until(heard)) return heard;
      if (Date.now() > end) throw new Error(`nothing settled within ${withinMs} ms: ${JSON.stringify(heard, null, 1)}`);
      await sleep(50);
    }
  };

  const send: Talk["send"] = async (user, words, channel = "C0GENERAL") =>
    (await post("/command", { user, channel, command: "/isb", text: words })) as {
      ackMs: number;
      delivery: string;
      error?: string;
    };

  return {
    send,
    messages,
    post,
    listen,
    async views(user) {
      return ((await get(`/views/${user}`)).views ?? []) as Awaited<ReturnType<Talk["views"]>>;
    },
    async say(user, words, options = {}) {
      const channel = options.channel ?? "C0GENERAL";
      const before = [...(await messages(channel, user)), ...(await messages(user.replace(/^U/, "D"), user))];
      const since = Math.max(0, ...before.map(({ ts }) => Number(ts)));
      await send(user, words, options.channel);
      return listen(user, since, options);
    },
  };
};
