import { type Json, objectsOf, textOf } from "./json.ts";
import type { WallClock } from "./workspace.ts";

/** A message that still grows. */
export interface Stream {
  /** Wall time, ms. */
  startedAt: number;
  mode: "timeline" | "plan";
  text: string;
  title?: string;
  /** Task cards, the latest state of each. */
  tasks: Json[];
  blocks: Json[];
}

/** The messages that still grow; one closes by itself some minutes after its start. */
export interface Streams {
  open(channelId: string, ts: string, stream: Stream): void;
  find(channelId: string, ts: string): Stream | undefined;
  close(channelId: string, ts: string): void;
  reset(): void;
}

/** Creates an empty store; `lifetimeMs` is real time. */
export function createStreams({ wall, lifetimeMs }: { wall: WallClock; lifetimeMs: number }): Streams {
  const streams = new Map<string, Stream>();
  return {
    open: (channelId, ts, stream) => void streams.set(`${channelId}/${ts}`, stream),
    find(channelId, ts) {
      const stream = streams.get(`${channelId}/${ts}`);
      return stream === undefined || wall.now() - stream.startedAt > lifetimeMs ? undefined : stream;
    },
    close: (channelId, ts) => void streams.delete(`${channelId}/${ts}`),
    reset: () => streams.clear(),
  };
}

/** Takes in chunks: text is added, titles replace, a task's details are added to (docs.slack.dev/reference/methods/chat.appendStream). */
export function grow(stream: Stream, chunks: readonly Json[]): void {
  for (const chunk of chunks) {
    if (chunk.type === "markdown_text") stream.text += textOf(chunk.text);
    else if (chunk.type === "plan_update") stream.title = textOf(chunk.title);
    else if (chunk.type === "blocks") stream.blocks.push(...objectsOf(chunk.blocks));
    else growTask(stream, chunk);
  }
}

/** What the message shows now. */
export function blocksOfStream({ mode, title, tasks, text, blocks }: Stream): Json[] {
  const cards = tasks.map((task) => ({ type: "task_card", ...task }));
  const planned = mode === "plan" && cards.length > 0 ? [{ type: "plan", title: title ?? "", tasks: cards }] : cards;
  return [...planned, ...(text === "" ? [] : [{ type: "markdown", text }]), ...blocks];
}

function growTask(stream: Stream, { id, title, status, details, output, sources }: Json): void {
  const known = stream.tasks.find((task) => task.task_id === id);
  const task: Json = known ?? { task_id: id };
  if (known === undefined) stream.tasks.push(task);
  if (title !== undefined) task.title = title;
  if (status !== undefined) task.status = status;
  if (sources !== undefined) task.sources = sources;
  if (details !== undefined) task.details = longer(task.details, textOf(details));
  if (output !== undefined) task.output = longer(task.output, textOf(output));
}

/** Chunks carry plain text where blocks carry rich text. */
function longer(before: unknown, more: string): Json {
  const sections = objectsOf((before as Json | undefined)?.elements);
  const text = sections.flatMap((section) => objectsOf(section.elements)).map((each) => textOf(each.text));
  const elements = [{ type: "text", text: text.join("") + more }];
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements }] };
}
