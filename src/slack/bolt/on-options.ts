import type { AllMiddlewareArgs, SlackOptionsMiddlewareArgs } from "@slack/bolt";
import { sourcePrefix } from "../views/form.ts";
import type { ListenerDeps } from "./deps.ts";

type Args = SlackOptionsMiddlewareArgs<"block_suggestion"> & AllMiddlewareArgs;

/** A list's choices while somebody types. Slack has no way to show a reason here, so trouble is an empty list and a log line. */
export const onOptions =
  ({ whoIs, optionsFor, log }: ListenerDeps) =>
  async ({ ack, body }: Args): Promise<void> => {
    const source = body.action_id.slice(sourcePrefix.length);
    try {
      const person = await whoIs(body.user.id, body.user.team_id ?? body.team?.id ?? "", body.enterprise?.id, {
        fresh: false,
      });
      await ack({ options: await optionsFor(source, person, body.value ?? "") });
    } catch (error) {
      log.warn({ source, err: error }, "a list of choices could not be filled");
      await ack({ options: [] });
    }
  };
