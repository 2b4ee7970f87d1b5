import { toConversation } from "../conversation-object.ts";
import { userName } from "../directory.ts";
import { flagOf, type Json, textOf } from "../json.ts";
import { SlackError } from "../slack-error.ts";
import type { SlackPerson } from "../workspace.ts";
import { findChannel } from "./find-channel.ts";
import type { Call, Methods } from "./method.ts";

/** A group message holds the app and at most so many people (docs.slack.dev/reference/methods/conversations.open). */
const mostPeople = 8;

/** Direct messages, with one person or several. */
export const conversationsOpen: Methods = {
  "conversations.open": {
    tier: 3,
    errors: ["users_list_not_supplied", "too_many_users", "user_not_found", "user_disabled", "channel_not_found"],
    run: open,
  },
  "conversations.close": {
    tier: 2,
    needs: ["channel"],
    errors: ["channel_not_found", "method_not_supported_for_channel_type"],
    run: close,
  },
};

function open(call: Call): Json {
  const { parts, params } = call;
  const named = textOf(params.channel);
  const users = textOf(params.users).split(",").filter(Boolean);
  if (named === "" && users.length === 0) throw new SlackError("users_list_not_supplied");
  if (users.length > mostPeople) throw new SlackError("too_many_users");
  call.needScope([users.length > 1 ? "mpim:write" : "im:write"]);
  const people = named === "" ? users.map((user) => findActive(call, user)) : [ofChannel(call, named)];
  const [first] = people;
  if (first === undefined) throw new SlackError("users_list_not_supplied");
  const { channel, alreadyOpen } =
    people.length === 1
      ? parts.channels.directMessages(first.slackId)
      : parts.channels.groupMessages(
          people.map(({ slackId }) => slackId),
          people.map(userName),
        );
  if (!alreadyOpen) parts.changes.tell({ type: "state" });
  const isWhole = flagOf(params.return_im) || channel.kind === "mpim";
  const whole = isWhole ? toConversation(channel, parts.workspace) : { id: channel.id };
  return { ...(alreadyOpen ? { no_op: true, already_open: true } : {}), channel: whole };
}

function findActive({ parts }: Call, user: string): SlackPerson {
  const person = parts.directory.findById(user);
  if (person === undefined) throw new SlackError("user_not_found");
  if (person.deactivated === true) throw new SlackError("user_disabled");
  return person;
}

function ofChannel({ parts }: Call, named: string): SlackPerson {
  const person = parts.directory.findById(parts.channels.findById(named)?.user ?? "");
  if (person === undefined) throw new SlackError("channel_not_found");
  return person;
}

/** Closing only takes a conversation out of the sidebar; it is there all the same. */
function close(call: Call): Json {
  const channel = findChannel(call);
  if (channel.kind !== "im" && channel.kind !== "mpim") throw new SlackError("method_not_supported_for_channel_type");
  call.needScope([channel.kind === "im" ? "im:write" : "mpim:write"]);
  return {};
}
