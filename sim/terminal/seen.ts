import type { Sight } from "./sight.ts";
import type { Message, View } from "./wire.ts";

/** What of all that belongs to one command. */
export interface Seen {
  /** The job's message, when a job began. */
  card?: { message: Message; jobId: string; state: string; steps: { name: string; status: string }[] };
  thread: Message[];
  /** Shown to this person only. */
  private: Message[];
  dm: Message[];
  /** What the private answer says of itself. */
  answer?: "ok" | "refused";
  form?: View;
  /** Facts for programs, from a message's metadata. */
  result?: unknown;
}

/** What the bot writes beside its messages for programs. */
const jobEvent = "isb_job";

interface JobMark {
  jobId: string;
  /** card, needs, ask, end or handover; what is said once more, as "end-1", is of the same kind. */
  kind: string;
  by: unknown;
  state: unknown;
  /** The trigger id it began with; absent for jobs that nobody's command began. */
  request: unknown;
  result: unknown;
}

/** The job a message speaks of; undefined when it speaks of none. */
export function jobMark({ metadata }: Message): JobMark | undefined {
  if (metadata?.event_type !== jobEvent) return undefined;
  const { key, by, state, request, result } = metadata.event_payload;
  const [jobId, kind] = String(key).split("#");
  return jobId && kind ? { jobId, kind: kind.replace(/-.*/, ""), by, state, request, result } : undefined;
}

/** Whose command it was, and which: `triggerId` is that of its delivery, where the local Slack told it. */
export interface Request {
  userId: string;
  triggerId?: string | undefined;
}

/** Sorts what came since the command was sent. The card that names its request is the command's, or the person's first where cards name none. */
export function sortSeen({ channel, dm, views }: Omit<Sight, "isAnew">, { userId, triggerId }: Request): Seen {
  const isAnothers = ({ request }: Pick<JobMark, "request">) =>
    triggerId !== undefined && request !== undefined && request !== triggerId;
  const isCard = (message: Message) => {
    const mark = jobMark(message);
    return mark?.kind === "card" && (mark.by === undefined || mark.by === userId) && !isAnothers(mark);
  };
  const home = channel.some(isCard) ? channel : dm;
  const card = home.find(isCard);
  const mark = card && jobMark(card);

  const thread = card
    ? home.filter(({ thread_ts, ts, ephemeral }) => thread_ts === card.ts && ts !== card.ts && !ephemeral)
    : [];
  // Other commands of the same person may be under way.
  const ours = (message: Message) => {
    const its = jobMark(message);
    return its === undefined || (mark === undefined ? !isAnothers(its) : its.jobId === mark.jobId);
  };
  const direct = dm.filter(
    (message) => message !== card && !thread.includes(message) && !message.ephemeral && ours(message),
  );
  const hidden = [...channel, ...dm].filter(({ ephemeral }) => ephemeral);
  const answer = [...hidden, ...direct, ...channel].map(answerMark).find((each) => each !== undefined);
  const result = [...home, ...dm]
    .map(jobMark)
    .find((each) => each !== undefined && each.jobId === mark?.jobId && each.result !== undefined)?.result;
  const form = views.at(-1);
  return {
    ...(card && mark
      ? { card: { message: card, jobId: mark.jobId, state: String(mark.state ?? "running"), steps: stepsOf(card) } }
      : {}),
    thread,
    private: hidden,
    dm: direct,
    ...(answer === undefined ? {} : { answer }),
    ...(form === undefined ? {} : { form }),
    ...(result === undefined ? {} : { result }),
  };
}

/** Every private answer of the bot says in its first block whether it is a yes or a no. */
function answerMark({ blocks }: Message): "ok" | "refused" | undefined {
  const mark = blocks[0]?.block_id;
  if (mark === "answer-ok") return "ok";
  return mark === "answer-refused" ? "refused" : undefined;
}

function stepsOf({ blocks }: Message): { name: string; status: string }[] {
  const plan = blocks.find(({ type }) => type === "plan");
  const tasks = Array.isArray(plan?.tasks) ? (plan.tasks as Record<string, unknown>[]) : [];
  return tasks.map(({ title, status }) => ({ name: String(title), status: String(status) }));
}
