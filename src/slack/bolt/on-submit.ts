import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from "@slack/bolt";
import type { CommandRequest } from "../../command/dispatch.ts";
import { Problem } from "../../domain/problem.ts";
import { formMeta, problemView } from "../views/form.ts";
import { type FormValues, readForm } from "../views/read-form.ts";
import type { ListenerDeps } from "./deps.ts";

type Args = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

/** A form is sent: read by the same rules as a typed command; what is wrong is said at its field and nothing typed is lost. */
export const onSubmit =
  ({ registry, incoming }: ListenerDeps) =>
  async ({ ack, body, view }: Args): Promise<void> => {
    const meta = formMeta(view);
    const command = meta && registry.find(meta.command);
    if (!meta || !command) {
      await ack({
        response_action: "update",
        view: problemView(formUnknown()),
      });
      return;
    }
    const read = readForm(command, view.state.values as FormValues);
    if (!read.ok) {
      await ack({ response_action: "errors", errors: read.errors });
      return;
    }
    const enterpriseId = body.enterprise?.id;
    const request: CommandRequest = {
      // One view can be sent once; a repeated delivery carries the same view.
      key: `view-${view.id}`,
      command: command.name,
      args: read.args,
      slackUserId: body.user.id,
      teamId: body.user.team_id ?? body.team?.id ?? "",
      ...(enterpriseId ? { enterpriseId } : {}),
      channelId: meta.channelId,
    };
    await incoming.receive(request, {
      ack: () => ack({ response_action: "clear" }),
      refuse: (problem) => ack({ response_action: "update", view: problemView(problem) }),
    });
  };

const formUnknown = (): Problem =>
  new Problem("unknown-command", "This form is from another version of the bot, so nothing was started.", {
    next: "Close it and ask again.",
  });
