import { entryOf } from "../../entry-of.ts";
import { identityStoreId } from "../../world/constants.ts";
import type { IdentityUser } from "../../world/shapes.ts";
import type { World } from "../../world/world.ts";
import { list, optional, structure, text } from "../input.ts";
import type { Input, Operations } from "../operation.ts";
import { searchValue, uniqueAttribute } from "./search.ts";
import { conflict, notFound, paged, unsupported, userOf, userView } from "./store.ts";

const found = (world: World): IdentityUser[] =>
  world.state.identity.users.filter(({ foundFrom }) => foundFrom === undefined || foundFrom <= world.clock.now());

/** The one email the store keeps. */
const emailOf = (input: Input): string => String(list(input, "Emails")[0]?.Value ?? "");

/** User names and emails are unique whatever their letter case. */
function insistOnUnique(world: World, wanted: { userName?: string; email?: string }, except?: IdentityUser): void {
  const others = world.state.identity.users.filter((user) => user !== except);
  const taken = (of: (user: IdentityUser) => string, value: string | undefined) =>
    value && others.some((user) => of(user).toLowerCase() === value.toLowerCase());
  if (taken(({ userName }) => userName, wanted.userName)) throw conflict(world, "Duplicate UserName");
  if (taken(({ email }) => email, wanted.email)) throw conflict(world, "Duplicate email");
}

/** Attributes that `UpdateUser` can set here, by path. */
const settable: Readonly<Record<string, (user: IdentityUser, value: string) => void>> = {
  username: (user, value) => Object.assign(user, { userName: value }),
  displayname: (user, value) => Object.assign(user, { displayName: value }),
  "name.givenname": (user, value) => Object.assign(user, { givenName: value }),
  "name.familyname": (user, value) => Object.assign(user, { familyName: value }),
  emails: (user, value) => Object.assign(user, { email: value }),
};

/** A user is known by their id at once; a search finds them a moment later. */
export const users: Operations = {
  CreateUser: ({ world, input }) => {
    const userName = optional(input, "UserName");
    const name = structure(input, "Name");
    const [givenName, familyName] = [optional(name, "GivenName"), optional(name, "FamilyName")];
    const displayName = optional(input, "DisplayName");
    // API Reference, CreateUser: these four are needed though the model does not say so.
    if (!userName || !givenName || !familyName || !displayName) {
      throw unsupported("UserName, DisplayName, Name.GivenName and Name.FamilyName are required.");
    }
    if (/^(administrator|awsadministrators)$/i.test(userName)) throw unsupported(`${userName} is a reserved name.`);
    const email = emailOf(input);
    insistOnUnique(world, { userName, email });
    const user: IdentityUser = {
      ...{ userId: world.random.uuid(), userName, email, displayName, givenName, familyName, enabled: true },
      foundFrom: world.clock.now() + world.delays.userFoundMs,
    };
    world.state.identity.users.push(user);
    const { UserId, UserArn, Revision, IdentityStoreId } = userView(user);
    return { IdentityStoreId, UserId, UserArn, Revision };
  },
  DescribeUser: ({ world, input }) => userView(userOf(world, input)),
  UpdateUser: ({ world, input }) => {
    const user = userOf(world, input);
    const changes = list(input, "Operations").map((operation) => {
      const path = text(operation, "AttributePath");
      const set = entryOf(settable, path.toLowerCase());
      const given = operation.AttributeValue;
      const value = Array.isArray(given) ? String((given[0] as Input | undefined)?.Value ?? "") : String(given ?? "");
      if (!set) throw unsupported(`The attribute ${path} is not supported.`);
      return { path: path.toLowerCase(), set, value };
    });
    const wantedFor = (path: string) => changes.find((change) => change.path === path)?.value;
    const [userName, email] = [wantedFor("username"), wantedFor("emails")];
    insistOnUnique(world, { ...(userName ? { userName } : {}), ...(email ? { email } : {}) }, user);
    for (const { set, value } of changes) set(user, value);
    const { UserId, UserArn, Revision, IdentityStoreId } = userView(user);
    return { IdentityStoreId, UserId, UserArn, Revision };
  },
  /** Memberships and assignments go with the user. */
  DeleteUser: ({ world, input }) => {
    const { userId } = userOf(world, input);
    const { identity } = world.state;
    identity.users = identity.users.filter((user) => user.userId !== userId);
    identity.memberships = identity.memberships.filter((membership) => membership.userId !== userId);
    identity.assignments = identity.assignments.filter(({ principalId }) => principalId !== userId);
    return {};
  },
  GetUserId: ({ world, input }) => {
    const { path, value } = uniqueAttribute(input);
    if (path !== "username" && path !== "emails.value") {
      throw unsupported(`AttributePath ${path} is not supported for USER.`);
    }
    const wanted = value.toLowerCase();
    const user = found(world).find(
      ({ userName, email }) => (path === "username" ? userName : email).toLowerCase() === wanted,
    );
    if (!user) throw notFound(world, "USER");
    const { UserId, UserArn } = userView(user);
    return { UserId, UserArn, IdentityStoreId: identityStoreId };
  },
  ListUsers: ({ world, input }) => {
    const wanted = searchValue(input, "UserName");
    const users = found(world).filter(({ userName }) => !wanted || userName.toLowerCase() === wanted);
    return paged("Users", users.map(userView), input);
  },
};
