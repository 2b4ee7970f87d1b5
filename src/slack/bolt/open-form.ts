import type { WebClient } from "@slack/web-api";
import type { Command } from "../../command/define.ts";
import { insist, mayAsk } from "../../command/policy.ts";
import { isProblem, Problem } from "../../domain/problem.ts";
import { unexpectedProblem } from "../../domain/unexpected.ts";
import { askerOf } from "../private-replies.ts";
import { formView, loadingView, problemView } from "../views/form.ts";
import { refusal } from "../views/refusal.ts";
import type { ListenerDeps } from "./deps.ts";
import { prefill } from "./prefill.ts";

export interface FormAsk {
  client: WebClient;
  triggerId: string;
  command: Command;
  known: Readonly<Record<string, unknown>>;
  asked: { slackUserId: string; teamId: string; enterpriseId?: string; channelId: string; responseUrl?: string };
}

/** A trigger lives three seconds, so the form opens empty at once and is filled when it is known who asks. */
export const openForm = async ({ whoIs, emailOf, replies, log }: ListenerDeps, ask: FormAsk): Promise<void> => {
  const { client, triggerId, command, known, asked } = ask;
  const asker = askerOf(asked);
  const problemOf = (error: unknown): Problem => (isProblem(error) ? error : unexpectedProblem(error));
  let viewId: string;
  try {
    const opened = await client.views.open({ trigger_id: triggerId, view: loadingView(command.form?.title) });
    viewId = opened.view?.id as string;
  } catch (error) {
    log.warn({ command: command.name, err: error }, "a form did not open");
    await replies.send(asker, refusal(formDidNotOpen(error, command.name), command.name));
    return;
  }
  try {
    const person = await whoIs(asked.slackUserId, asked.teamId, asked.enterpriseId, { fresh: false });
    insist(mayAsk(command.allow, person));
    const filled = await prefill({ command, known, person, emailOf });
    await client.views.update({
      view_id: viewId,
      view: formView(command, filled, { channelId: asked.channelId, role: person.role }),
    });
  } catch (error) {
    if (!isProblem(error)) log.error({ command: command.name, err: error }, "a form could not be filled");
    await client.views
      .update({ view_id: viewId, view: problemView(problemOf(error)) })
      .catch(() => replies.send(asker, refusal(problemOf(error), command.name)));
  }
};

/** Slack did not take the form: its three seconds were over, for one. */
const formDidNotOpen = (cause: unknown, command: string): Problem =>
  new Problem("unexpected", "The form did not open in time.", {
    next: `Ask again, or type it whole: \`/isb help ${command}\` shows how.`,
    cause,
  });
