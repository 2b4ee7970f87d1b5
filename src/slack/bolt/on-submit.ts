import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from "@slack/bolt";
import type { CommandRequest } from "../../command/dispatch.ts";
import { formMeta, problemView } from "../views/form.ts";
import { type FormValues, readForm } from "../views/read-form.ts";
import type { ListenerDeps } from "./deps.ts";
import { notWrittenDown } from "./not-written-down.ts";

type Args = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

/** A form is sent: read by the same rules as a typed command; what is wrong is said at its field and nothing typed is lost. */
export const onSubmit =
  ({ registry, incoming, log }: ListenerDeps) =>
  async ({ ack, body, view }: Args): Promise<void> => {
    const meta = formMeta(view);
    const command = meta && registry.find(meta.command);
    if (!meta || !command) {
      await ack({
        response_action: "update",
        view: problemView(notWrittenDown(new Error("a form without a command"))),
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
    let isNew: boolean;
    try {
      isNew = await incoming.accept(request);
    } catch (error) {
      log.error({ err: error }, "a form could not be written down");
      await ack({ response_action: "update", view: problemView(notWrittenDown(error)) });
      return;
    }
    await ack({ response_action: "clear" });
    if (isNew) await incoming.carryOut(request);
  };
