import { textOf } from "../json.ts";
import { SlackError } from "../slack-error.ts";
import type { Call, Methods } from "./method.ts";
import { pageOf } from "./paging.ts";

/** The `users.*` methods. */
export const users: Methods = {
  "users.info": { scope: "users:read", tier: 4, run: info },
  "users.lookupByEmail": { scope: "users:read.email", tier: 3, run: lookupByEmail },
  "users.list": { scope: "users:read", tier: 2, run: list },
};

const seesEmail = ({ parts }: Call) => parts.manifest.scopes.has("users:read.email");

function info(call: Call) {
  const { parts, params } = call;
  const id = textOf(params.user);
  if (id === parts.workspace.botUserId) return { user: parts.directory.botUser() };
  const person = parts.directory.find(id);
  if (person === undefined || person.slackId !== id) throw new SlackError("user_not_found");
  return { user: parts.directory.toUser(person, seesEmail(call)) };
}

/** Deactivated people and people of other organisations are not found by email. */
function lookupByEmail(call: Call) {
  const { parts, params } = call;
  const person = parts.directory.find(textOf(params.email));
  if (person === undefined || person.external === true || person.deactivated === true) {
    throw new SlackError("users_not_found");
  }
  return { user: parts.directory.toUser(person, true) };
}

function list(call: Call) {
  const { parts, params } = call;
  const everyone = [
    ...parts.directory.all().map((person) => parts.directory.toUser(person, seesEmail(call))),
    parts.directory.botUser(),
  ];
  const { page, nextCursor } = pageOf(everyone, params, 1_000);
  return { members: page, response_metadata: { next_cursor: nextCursor } };
}
