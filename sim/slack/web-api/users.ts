import { toConversation } from "../conversation-object.ts";
import { objectOf, textOf } from "../json.ts";
import { SlackError } from "../slack-error.ts";
import type { SlackPerson } from "../workspace.ts";
import { readTypes } from "./conversations.ts";
import { isVisible } from "./find-channel.ts";
import type { Call, Methods } from "./method.ts";
import { paged } from "./paging.ts";

const read = ["users:read"];
const pageErrors = ["invalid_cursor", "invalid_limit"];

/** The `users.*` and `usergroups.*` methods. */
export const users: Methods = {
  "users.info": { scopes: read, tier: 4, needs: ["user"], errors: ["user_not_found"], run: info },
  "users.lookupByEmail": {
    scopes: ["users:read.email"],
    tier: 3,
    needs: ["email"],
    errors: ["users_not_found"],
    run: lookupByEmail,
  },
  "users.list": { scopes: read, tier: 2, errors: pageErrors, run: list },
  "users.conversations": {
    verb: "read",
    tier: 2,
    errors: ["user_not_found", "invalid_types", ...pageErrors],
    run: conversationsOf,
  },
  "users.profile.get": { scopes: ["users.profile:read"], tier: 4, errors: ["user_not_found"], run: profile },
  "users.getPresence": { scopes: read, tier: 3, errors: ["user_not_found"], run: presence },
  "usergroups.list": { scopes: ["usergroups:read"], tier: 2, errors: [], run: groups },
  "usergroups.users.list": {
    scopes: ["usergroups:read"],
    tier: 2,
    needs: ["usergroup"],
    errors: ["no_such_subteam"],
    run: groupMembers,
  },
};

const seesEmail = ({ parts }: Call) => parts.manifest.scopes.has("users:read.email");

function info(call: Call) {
  const { parts, params } = call;
  const id = textOf(params.user);
  if (id === parts.workspace.botUserId) return { user: parts.directory.botUser() };
  return { user: parts.directory.toUser(findById(call, id), seesEmail(call)) };
}

function findById({ parts }: Call, id: string): SlackPerson {
  const person = parts.directory.findById(id);
  if (person === undefined) throw new SlackError("user_not_found");
  return person;
}

/** Deactivated people and people of other organisations are not found by email. */
function lookupByEmail(call: Call) {
  const { parts, params } = call;
  const person = parts.directory.findByEmail(textOf(params.email));
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
  return paged("members", everyone, params, 1_000);
}

/** Where somebody is, as far as the app sees it; without a name, where the app itself is. */
function conversationsOf(call: Call) {
  const { parts, params } = call;
  const named = textOf(params.user) || parts.workspace.botUserId;
  const userId = named === parts.workspace.botUserId ? named : findById(call, named).slackId;
  const found = readTypes(call).filter((channel) => channel.members.has(userId) && isVisible(parts, channel));
  const whole = found.map((channel) => toConversation(channel, parts.workspace));
  return paged("channels", whole, params, 100);
}

function profile(call: Call) {
  const { parts, params } = call;
  const id = textOf(params.user) || parts.workspace.botUserId;
  const user =
    id === parts.workspace.botUserId
      ? parts.directory.botUser()
      : parts.directory.toUser(findById(call, id), seesEmail(call));
  return { profile: objectOf(user.profile) };
}

/** Nobody is away here. */
function presence(call: Call) {
  const id = textOf(call.params.user);
  if (id !== "" && id !== call.parts.workspace.botUserId) findById(call, id);
  return { presence: "active" };
}

function groups({ parts }: Call) {
  const { teamId, userGroups = [] } = parts.workspace;
  const usergroups = userGroups.map(({ users: members, ...group }) => ({
    ...group,
    team_id: teamId,
    is_usergroup: true,
    is_external: false,
    description: "",
    date_delete: 0,
    user_count: members.length,
    users: members,
  }));
  return { usergroups };
}

function groupMembers({ parts, params }: Call) {
  const group = parts.workspace.userGroups?.find(({ id }) => id === textOf(params.usergroup));
  if (group === undefined) throw new SlackError("no_such_subteam");
  return { users: group.users };
}
