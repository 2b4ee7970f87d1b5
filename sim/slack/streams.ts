import { type Json, objectOf, objectsOf, textOf } from "./json.ts";
import { createKept, type Keeper } from "./kept.ts";
import type { WallClock } from "./workspace.ts";

/** A message that still grows. */
export interface Stream {
  /** Wall time, ms. */
  readonly startedAt: number;
  readonly mode: "timeline" | "plan";
  readonly text: string;
  readonly title?: string;
  /** Task cards, the latest state of each. */
  readonly tasks: readonly Json[];
  readonly blocks: readonly Json[];
}

/** The messages that still grow; one closes by itself some minutes after its start. Kept by channel and ts. */
export interface Streams extends Keeper<Stream> {
  put(channelId: string, ts: string, stream: Stream): void;
  find(channelId: string, ts: string): Stream | undefined;
  close(channelId: string, ts: string): void;
  reset(): void;
}

/** Creates an empty store; `lifetimeMs` is real time. */
export function createStreams({ wall, lifetimeMs }: { wall: WallClock; lifetimeMs: number }): Streams {
  const streams = createKept<Stream>();
  const isClosed = ({ startedAt }: Stream) => wall.now() - startedAt > lifetimeMs;
  return {
    put(channelId, ts, stream) {
      for (const [key, each] of streams.entries()) if (isClosed(each)) streams.delete(key);
      streams.set(`${channelId}/${ts}`, stream);
    },
    find(channelId, ts) {
      const stream = streams.get(`${channelId}/${ts}`);
      return stream === undefined || isClosed(stream) ? undefined : stream;
    },
    close: (channelId, ts) => void streams.delete(`${channelId}/${ts}`),
    keep: streams.changes,
    restore(kept) {
      for (const [key, stream] of kept) streams.set(key, stream);
    },
    reset: streams.clear,
  };
}

/** The stream with chunks added: text is added, titles replace, a task's details are added to (docs.slack.dev/reference/methods/chat.appendStream). */
export function grown(stream: Stream, chunks: readonly Json[]): Stream {
  let longer = stream;
  for (const chunk of chunks) longer = { ...longer, ...added(longer, chunk) };
  return longer;
}

function added({ text, tasks, blocks }: Stream, chunk: Json): Partial<Stream> {
  if (chunk.type === "markdown_text") return { text: text + textOf(chunk.text) };
  if (chunk.type === "plan_update") return { title: textOf(chunk.title) };
  if (chunk.type === "blocks") return { blocks: [...blocks, ...objectsOf(chunk.blocks)] };
  return { tasks: withTask(tasks, chunk) };
}

/** What the message shows now. A plan block needs a title: until one came, that of the latest task stands there. */
export function blocksOfStream({ mode, title, tasks, text, blocks }: Stream): Json[] {
  const cards = tasks.map((task) => ({ type: "task_card", ...task }));
  const latest = tasks.at(-1);
  const isPlan = mode === "plan" && latest !== undefined;
  const planned = isPlan ? [{ type: "plan", title: title ?? latest.title, tasks: cards }] : cards;
  return [...planned, ...(text === "" ? [] : [{ type: "markdown", text }]), ...blocks];
}

function withTask(tasks: readonly Json[], { id, title, status, details, output, sources }: Json): Json[] {
  const known = tasks.find((task) => task.task_id === id);
  const task: Json = {
    ...known,
    task_id: id,
    title,
    status,
    ...(sources === undefined ? {} : { sources }),
    ...longer("details", known, textOf(details)),
    ...longer("output", known, textOf(output)),
  };
  return known === undefined ? [...tasks, task] : tasks.map((each) => (each === known ? task : each));
}

/** Chunks carry plain text where blocks carry rich text, which may not be empty. */
function longer(field: "details" | "output", task: Json | undefined, more: string): Json {
  if (more === "") return {};
  const sections = objectsOf(objectOf(task?.[field]).elements);
  const text = sections.flatMap((section) => objectsOf(section.elements)).map((each) => textOf(each.text));
  const elements = [{ type: "text", text: text.join("") + more }];
  return { [field]: { type: "rich_text", elements: [{ type: "rich_text_section", elements }] } };
}
