import { accountIds, rootId } from "../../world/constants.ts";
import { placeAccount } from "../../world/organisation.ts";
import { remember } from "../../world/remember.ts";
import type { AccountCreation } from "../../world/shapes.ts";
import type { World } from "../../world/world.ts";
import { AwsError } from "../errors.ts";
import { list, text } from "../input.ts";
import type { Operations } from "../operation.ts";
import { alone } from "./one-write.ts";
import { accountOf, creationView, insistOnParent, notFound } from "./views.ts";

/** docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html, read 2026. */
export const limits = {
  creationsAtOnce: 5,
  closuresAtOnce: 3,
  closureWindowMs: 30 * 24 * 3_600_000,
  closuresAtLeast: 250,
  closuresShare: 0.2,
  closuresAtMost: 1_000,
} as const;

const limitReached = (Reason: string, message: string) =>
  new AwsError("ConstraintViolationException", message, { Reason });

/** How many accounts may be closed in 30 days: the higher of 250 and a fifth of all, and never over 1,000. */
export function closureQuota(world: World): number {
  const { quotas, accounts, quotaUsedUp } = world.state.organisation;
  if (quotaUsedUp) return 0;
  const share = Math.floor(accounts.length * limits.closuresShare);
  return quotas.closures ?? Math.min(Math.max(limits.closuresAtLeast, share), limits.closuresAtMost);
}

const idAlphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Organizations' writes on accounts: one at a time, and what takes minutes is only begun. */
export const accountWrites: Operations = {
  CreateAccount: alone(({ world, input }) => {
    const { creations } = world.state.organisation;
    if (creations.filter(({ state }) => state === "IN_PROGRESS").length >= limits.creationsAtOnce) {
      throw limitReached(
        "ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED",
        "You have exceeded the number of accounts that can be in progress at a time.",
      );
    }
    const tags = list<{ Key: string; Value: string }>(input, "Tags").map(({ Key, Value }) => [Key, Value] as const);
    const creation: AccountCreation = {
      id: `car-${world.random.text(32, idAlphabet)}`,
      name: text(input, "AccountName"),
      email: text(input, "Email"),
      tags: Object.fromEntries(tags),
      state: "IN_PROGRESS",
      requestedAt: world.clock.now(),
    };
    remember(creations, creation, "creations");
    world.later("account-opens", world.delays.accountCreationMs, { requestId: creation.id });
    return { CreateAccountStatus: creationView(creation) };
  }),
  MoveAccount: alone(({ world, input, caller }) => {
    const account = accountOf(world, text(input, "AccountId"));
    const [fromId, toId] = [text(input, "SourceParentId"), text(input, "DestinationParentId")];
    insistOnParent(
      world,
      fromId,
      () => new AwsError("SourceParentNotFoundException", "You specified a source parent that doesn't exist."),
    );
    insistOnParent(
      world,
      toId,
      () =>
        new AwsError("DestinationParentNotFoundException", "You specified a destination parent that doesn't exist."),
    );
    // The source exists and the account stands elsewhere, be it where it shall go: it is the account that is not found.
    // ISB v1.2.14 makes its 409 of this; floci-io/floci, OrganizationsService.moveAccount, has the same name.
    if (account.parentId !== fromId) throw notFound.account();
    // API Reference, DuplicateAccountException: it is there already.
    if (account.parentId === toId) {
      throw new AwsError(
        "DuplicateAccountException",
        "You specified an account that already exists in the destination parent.",
      );
    }
    placeAccount(world, { accountId: account.id, fromId, toId, by: caller.arn });
    return {};
  }),
  CloseAccount: alone(({ world, input }) => {
    const account = accountOf(world, text(input, "AccountId"));
    if (account.id === accountIds.management) {
      throw limitReached("CANNOT_CLOSE_MANAGEMENT_ACCOUNT", "You cannot close the management account.");
    }
    if (account.status === "SUSPENDED") {
      throw new AwsError("AccountAlreadyClosedException", "You attempted to close an account that is already closed.");
    }
    if (account.status === "PENDING_CLOSURE") {
      throw new AwsError(
        "ConflictException",
        "The request failed because it conflicts with the current state of the account.",
      );
    }
    const { organisation } = world.state;
    const { accounts } = organisation;
    if (accounts.filter(({ status }) => status === "PENDING_CLOSURE").length >= limits.closuresAtOnce) {
      throw limitReached(
        "CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED",
        "You have exceeded the number of accounts that can be closed at a time.",
      );
    }
    const now = world.clock.now();
    // What is outside the window counts no more.
    organisation.closures = organisation.closures.filter(({ at }) => at > now - limits.closureWindowMs);
    if (organisation.closures.length >= closureQuota(world)) {
      throw limitReached("CLOSE_ACCOUNT_QUOTA_EXCEEDED", "You have exceeded close account quota for the past 30 days.");
    }
    account.status = "PENDING_CLOSURE";
    organisation.closures.push({ accountId: account.id, at: now });
    world.later("account-suspends", world.delays.accountClosureMs, { accountId: account.id });
    return {};
  }),
};

/** The end of a `CreateAccount`: an account in the root, or the reason why there is none. */
function openAccount(world: World, requestId: string): void {
  const { creations, accounts, quotas, quotaUsedUp = false } = world.state.organisation;
  const creation = creations.find(({ id }) => id === requestId);
  if (!creation) return;
  creation.completedAt = world.clock.now();
  const taken = accounts.some(({ email }) => email.toLowerCase() === creation.email.toLowerCase());
  const failureReason = taken
    ? "EMAIL_ALREADY_EXISTS"
    : quotaUsedUp || accounts.length >= quotas.accounts
      ? "ACCOUNT_LIMIT_EXCEEDED"
      : undefined;
  if (failureReason !== undefined) {
    Object.assign(creation, { state: "FAILED", failureReason });
    return;
  }
  const { name, email, tags } = creation;
  const id = `3${world.random.text(11, "0123456789")}`;
  accounts.push({ id, name, email, parentId: rootId, status: "ACTIVE", joinedAt: world.clock.now(), tags });
  Object.assign(creation, { state: "SUCCEEDED", accountId: id });
}

/** Ends what the writes above begin, until the answer is called. */
export function startAccountLife(world: World): () => void {
  const stops = [
    world.onDue("account-opens", ({ requestId }) => openAccount(world, requestId)),
    world.onDue("account-suspends", ({ accountId }) => {
      const account = world.state.organisation.accounts.find(({ id }) => id === accountId);
      if (account) account.status = "SUSPENDED";
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
