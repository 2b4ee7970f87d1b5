import { type Control, ControlError } from "./control.ts";
import { BadInput, channelName, findChannel, findReader, type Reader } from "./directory.ts";
import type { Ask } from "./flags.ts";
import { type Followed, type FollowTimings, follow } from "./follow.ts";
import { type Names, plainText } from "./plain-text.ts";
import { type Report, reportOn } from "./report.ts";
import { type Seen, sortSeen } from "./seen.ts";
import { openEyes } from "./sight.ts";
import { createTeller, type Teller, viewText } from "./teller.ts";
import { forgotten, reviewIn, type Verdict } from "./verdict.ts";
import type { WorkspaceState } from "./wire.ts";

export interface ConversationOptions {
  control: Control;
  /** The address of a person's view of a channel, for what only a browser can do. */
  pageOf: (userId: string, channelId: string) => string;
  ask: Ask;
  /** Takes what a person at the terminal reads. */
  print: (text: string) => void;
  timings?: Omit<FollowTimings, "waitMs">;
}

/** Sends one command as one person, tells what they see, answers for another where asked to, and reports. Throws `BadInput`. */
export async function converse({
  control,
  pageOf,
  ask,
  print,
  timings,
}: ConversationOptions): Promise<{ exitCode: 0 | 1 | 2; report: Report }> {
  const workspace = await control.state();
  const reader = findReader(workspace, ask.as);
  const channel = findChannel(workspace, ask.channel, reader);
  const answerer = ask.answer && findReader(workspace, ask.answerAs);
  const names = namesOf(workspace);
  const teller = createTeller({ print, names });
  const until = performance.now() + ask.waitMs;
  const left = (): FollowTimings => ({ ...timings, waitMs: Math.max(until - performance.now(), 0) });
  const onSeen = (seen: Seen) => teller.tell(seen);

  const eyes = await openEyes({ control, reader, channel: channel.id });
  teller.line("you", `${`/isb ${ask.text}`.trimEnd()}   (${reader.email} in ${channelName(channel)})`);
  const sent = await send(control, channel.id, reader, ask.text);
  if (!sent.ok) {
    const seen = sortSeen(await eyes.look(), { userId: reader.id, triggerId: sent.triggerId });
    onSeen(seen);
    if (seen.private.length === 0) teller.line("slack", `/isb failed: ${sent.error ?? "no reason given"}`);
    return { exitCode: 1, report: reportOn("no-answer", seen, names) };
  }

  const watch = { control, eyes, reader, triggerId: sent.triggerId, onSeen };
  let followed = await follow({ ...watch, timings: left() });
  let verdict = followed.verdict;
  const review =
    ask.answer && verdict?.state === "needs-approval" ? reviewIn(followed.seen.thread, ask.answer) : undefined;
  if (verdict && review !== undefined && answerer) {
    const taken = await answerAs({
      control,
      answerer,
      channel: channel.id,
      text: review,
      timings: left(),
      teller,
      names,
    });
    if (taken?.state === "answered") {
      followed = await follow({ ...watch, timings: left(), answered: true });
      verdict = followed.verdict;
    } else if (taken?.state === forgotten.state) verdict = taken;
    else verdict = { ...verdict, exitCode: 1, remark: "The answer was not taken; it waits still." };
  }
  const { state, exitCode, remark } = verdict ?? timeIsUp(followed, ask.waitMs);
  if (followed.seen.form && !followed.seen.card) {
    teller.line("form", viewText(followed.seen.form, names));
    if (state === "form") teller.line("", `Fill it in: ${pageOf(reader.id, channel.id)}`);
  }
  if (remark) teller.line("", remark);
  return { exitCode, report: reportOn(state, followed.seen, names) };
}

/** Answers as somebody else, in their direct messages: there every command is allowed and nobody else is disturbed. What came of it; undefined when nothing did. */
async function answerAs({
  control,
  answerer,
  channel,
  text,
  timings,
  teller,
  names,
}: {
  control: Control;
  answerer: Reader;
  channel: string;
  text: string;
  timings: FollowTimings;
  teller: Teller;
  names: Names;
}): Promise<Verdict | undefined> {
  const place = answerer.dm ?? channel;
  const eyes = await openEyes({ control, reader: answerer, channel: place });
  teller.line("answer", `/isb ${text}   (${answerer.email})`);
  const sent = await send(control, place, answerer, text);
  const { seen, verdict } = sent.ok
    ? await follow({ control, eyes, reader: answerer, triggerId: sent.triggerId, timings, onSeen: () => {} })
    : { seen: sortSeen(await eyes.look(), { userId: answerer.id }), verdict: undefined };
  for (const said of [...seen.private, ...seen.dm]) teller.line("answer", plainText(said.text, names));
  return verdict;
}

async function send(control: Control, channel: string, { id, email }: Reader, text: string) {
  try {
    return await control.command({ channel, user: id, text });
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    throw new BadInput(`The local Slack did not take /isb from ${email} in ${channel}: ${error.code}.`);
  }
}

function timeIsUp({ seen }: Followed, waitMs: number): Verdict {
  const within = `within ${waitMs / 1000} s`;
  return seen.card
    ? { state: seen.card.state, exitCode: 1, remark: `It did not come to its end ${within}; it goes on all the same.` }
    : { state: "no-answer", exitCode: 1, remark: `Nothing came back ${within}.` };
}

function namesOf({ users, channels }: WorkspaceState): Names {
  return new Map([
    ...users.map(({ id, name, real_name, profile }) => [id, real_name ?? profile?.real_name ?? name] as const),
    ...channels.map(({ id, name }) => [id, name] as const),
  ]);
}
