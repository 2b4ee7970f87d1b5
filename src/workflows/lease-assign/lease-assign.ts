import type { IdentityCenter } from "../../clients/identity-center/identity-center.ts";
import type { Isb, IsbSession } from "../../clients/isb/isb.ts";
import { settlesBehindGatewayMs } from "../../clients/isb/isb-problems.ts";
import type { Lease } from "../../clients/isb/lease.ts";
import { countsAgainstLimit } from "../../clients/isb/lease-status.ts";
import { days, minutes, printDuration, seconds } from "../../domain/duration.ts";
import type { Handover } from "../../domain/handover.ts";
import { jobInComments, withJobMark } from "../../domain/job-mark.ts";
import { type LeaseKey, shortLeaseName } from "../../domain/lease-key.ts";
import { Problem } from "../../domain/problem.ts";
import { includesRole, isbRoleOf, type Role } from "../../domain/role.ts";
import type { Claim } from "../../jobs/claims/claim.ts";
import type { Requester } from "../../jobs/job.ts";
import { blocked, done, type Look, notYet, steps, toDo, type Workflow } from "../../jobs/shapes.ts";
import { findTemplate } from "./find-template.ts";
import { awsConfig, consoleUrl } from "./handover.ts";
import { type LeaseAssignInput, leaseAssignInput } from "./input.ts";
import { leaseEnded, leaseGone } from "./lease-end.ts";
import { leaseStays } from "./lease-stays.ts";

export interface LeaseAssignDeps {
  isb: Isb;
  identityCenter: IdentityCenter;
  /** Names of those who may approve a request for this leaseholder. */
  approversFor: (leaseholderEmail: string) => Promise<readonly string[]>;
  /** What the asker is allowed to be at this moment; rejects with a Problem when nobody can say. Without `fresh` it may be minutes old. */
  roleNow: (requester: Requester, options: { fresh: boolean }) => Promise<Role>;
  limits: { approvalWaitDays: number; provisioningMinutes: number; accessMinutes: number };
  sso: { namespace: string; startUrl: string; region: string; permissionSet: string };
}

interface MadeLease {
  key: LeaseKey;
}

/** When it was found that the person may have one more lease, world milliseconds. */
interface Checked {
  at: number;
}

/** Past it a job was stopped in between, and everything may be otherwise. */
const checkHoldsMs = minutes(5);

const made = ({ userEmail, uuid }: Lease): MadeLease => ({ key: { userEmail, uuid } });

/** Quick at first, then patient: most leases are ready within a minute or two. */
const poll = (waitedMs: number): number => (waitedMs < minutes(2) ? seconds(5) : seconds(15));
/** A person takes minutes or days. A review through the bot rings the job at once, whatever this says. */
const pollForPerson = (waitedMs: number): number => (waitedMs < minutes(10) ? seconds(15) : minutes(2));

/** Gets one person one sandbox account, and tells them how to enter it. */
export const leaseAssign = ({ isb, identityCenter, approversFor, roleNow, limits, sso }: LeaseAssignDeps): Workflow => {
  /** For oneself as a plain user; for others in the asker's own name, with no role that they have not both now and when they asked. */
  const signedAs = async (input: LeaseAssignInput, requester: Requester): Promise<IsbSession> => {
    if (input.self) return isb.as({ email: input.forPerson.email, roles: [isbRoleOf.user] });
    const now = await roleNow(requester, { fresh: false });
    const role = includesRole(now, requester.role) ? requester.role : now;
    if (!includesRole(role, "manager")) throw noLongerManager();
    return isb.as({ email: requester.email, roles: [isbRoleOf[role]] });
  };

  /** Whether the person may have one more lease. */
  const check = async (input: LeaseAssignInput, session: IsbSession, now: number): Promise<Look<Checked | null>> => {
    const { email, identityId, displayName } = input.forPerson;
    const { maintenanceMode, leases } = await session.configuration();
    if (maintenanceMode) return blocked(inMaintenance());
    if (!(await identityCenter.userById(identityId))) return blocked(personGone(displayName));
    const { items } = await session.listLeases({ userEmail: email });
    const held = items.filter(({ status }) => countsAgainstLimit(status)).length;
    if (held >= leases.maxLeasesPerUser) return blocked(limitReached(held, leases.maxLeasesPerUser, input.self));
    return done({ at: now }, `${held} of ${leases.maxLeasesPerUser} leases in use`);
  };

  const built = steps<LeaseAssignInput>()
    .step("find-template", {
      title: "Find the template",
      look: async ({ input, requester }) => {
        const session = await signedAs(input, requester);
        return findTemplate(input.template, (await session.listTemplates()).items);
      },
    })
    .step("check-person", {
      title: "Check the person",
      look: async ({ input, requester, now }) => check(input, await signedAs(input, requester), now),
    })
    .step("create-lease", {
      title: "Ask ISB for the lease",
      settlesAfterMs: settlesBehindGatewayMs,
      // A failed request can leave an account Active without a lease (ISB v1.2.14): each more may cost one more account.
      mostDoubts: 2,
      look: async ({ input, requester, jobId, tried, found, now }) => {
        const session = await signedAs(input, requester);
        const { items, incomplete } = await session.listLeases({ userEmail: input.forPerson.email });
        const ours = items.find(({ comments }) => jobInComments(comments) === jobId);
        if (ours) return done(made(ours));
        if (tried && incomplete) throw cannotSeeAll();
        const checkedAt = found["check-person"]?.at ?? 0;
        if (now - checkedAt <= checkHoldsMs) return toDo;
        const again = await check(input, session, now);
        return again.is === "done" ? toDo : again;
      },
      act: async ({ input, requester, jobId, found }) => {
        // Read afresh before anything changes: also for oneself, whom the bot may not serve any more.
        await roleNow(requester, { fresh: true });
        const session = await signedAs(input, requester);
        return made(
          await session.requestLease({
            templateUuid: found["find-template"].uuid,
            comments: withJobMark(input.comment, jobId),
            ...(input.self ? {} : { forEmail: input.forPerson.email }),
          }),
        );
      },
      say: ({ key }) => `lease ${shortLeaseName(key)}`,
      stays: ({ key }, { found }) => leaseStays(key, found),
    })
    .wait("wait-for-approval", {
      title: "Wait for approval",
      every: pollForPerson,
      giveUpAfterMs: days(limits.approvalWaitDays),
      giveUp: ({ found }) => approvalTimeout(limits.approvalWaitDays, found["create-lease"].key),
      look: async ({ input, requester, found }) => {
        const { key } = found["create-lease"];
        const session = await signedAs(input, requester);
        const lease = await session.getLease(key);
        if (!lease) return blocked(leaseGone());
        if (lease.status === "ApprovalDenied") return blocked(leaseEnded(lease));
        if (lease.status !== "PendingApproval") {
          const how = approvedHow(lease);
          return done(null, how, lease.approvedBy === byItself ? undefined : how);
        }
        const who = await approversFor(input.forPerson.email);
        return notYet(askToApprove(key, who), {
          needsPerson: true,
          suggest: `lease review ${shortLeaseName(key)}`,
          ...(input.comment ? { aside: input.comment } : {}),
        });
      },
    })
    .wait("wait-until-active", {
      title: "Wait until the account is set up",
      every: poll,
      giveUpAfterMs: minutes(limits.provisioningMinutes),
      giveUp: ({ found }) => provisioningTimeout(minutes(limits.provisioningMinutes), found["create-lease"].key),
      look: async ({ input, requester, found }) => {
        const session = await signedAs(input, requester);
        const lease = await session.getLease(found["create-lease"].key);
        if (!lease) return blocked(leaseGone());
        if (lease.status === "Provisioning") return notYet(`ISB is setting up ${lease.blueprintName ?? "the account"}`);
        if (lease.status !== "Active" || !lease.awsAccountId) return blocked(leaseEnded(lease));
        // ISB publishes the end of a lease moments after the lease itself (ISB v1.2.14, leases handler).
        if (found["find-template"].hasEnd && !lease.expirationDate) return notYet("ISB is setting the end date");
        return done(
          {
            accountId: lease.awsAccountId,
            ...(lease.expirationDate ? { expiresAt: lease.expirationDate } : {}),
            ...(lease.maxSpend === undefined ? {} : { budgetUsd: lease.maxSpend }),
          },
          `account ${lease.awsAccountId}`,
        );
      },
    })
    .optionalWait("wait-for-access", {
      title: "Wait until the person can enter",
      every: () => seconds(3),
      giveUpAfterMs: minutes(limits.accessMinutes),
      giveUp: () =>
        new Problem("gave-up", noRoleYet, {
          next: "Try the console link; if it is still refused in ten minutes, tell an operator.",
        }),
      look: async ({ input, found }) => {
        const { accountId } = found["wait-until-active"];
        const ask = { userId: input.forPerson.identityId, accountId, permissionSet: sso.permissionSet };
        return (await identityCenter.hasAccess(ask))
          ? done(true, `as ${sso.permissionSet}`)
          : notYet("AWS is granting the role");
      },
    })
    .result(({ input, found }): Handover => {
      const facts = found["wait-until-active"];
      const { key } = found["create-lease"];
      const handover = { ...sso, ssoRegion: sso.region, accountId: facts.accountId };
      const { email, displayName, slackId } = input.forPerson;
      return {
        kind: "handover",
        holder: { email, name: displayName, ...(slackId ? { slackId } : {}) },
        status: "Active",
        leaseId: shortLeaseName(key),
        template: found["find-template"].name,
        ...facts,
        consoleUrl: consoleUrl(handover),
        awsConfig: awsConfig(handover),
        ...(found["wait-for-access"] ? {} : { caution: noRoleYet }),
      };
    });

  return {
    name: "lease-assign",
    major: 1,
    input: leaseAssignInput,
    // Two requests for one person at the same moment would both find room under the limit.
    claims: { of: personClaim, until: "create-lease" },
    ...built,
  };
};

const personClaim = (input: unknown): readonly Claim[] => {
  const { identityId, displayName } = (input as LeaseAssignInput).forPerson;
  return [{ kind: "person", id: identityId, words: `a lease for ${displayName}` }];
};

const noRoleYet = "AWS does not show the role in the account yet: for some minutes the link may be refused.";

/** ISB's word for approving by itself (ISB v1.2.14, leases handler). */
const byItself = "AUTO_APPROVED";

const approvedHow = ({ approvedBy }: Lease): string => {
  if (approvedBy === byItself) return "none needed";
  return approvedBy ? `approved by ${approvedBy}` : "approved";
};

const inMaintenance = (): Problem =>
  new Problem("maintenance", "Innovation Sandbox is in maintenance, so no leases are given out now.", {
    next: "Try again later; nothing was asked for.",
  });

const personGone = (name: string): Problem =>
  new Problem("unknown-person", `${name} is not in Identity Center any more.`, {
    next: "Ask an admin to create the user first.",
  });

const cannotSeeAll = (): Problem =>
  new Problem(
    "isb-unexpected",
    "ISB cannot show all of this person's leases, so it is not clear whether one was made.",
    {
      next: "Tell whoever runs Innovation Sandbox that a lease record cannot be read.",
      retryable: true,
    },
  );

const noLongerManager = (): Problem =>
  new Problem("role-too-low", "Assigning to somebody else takes a manager, and the asker is none any more.", {
    next: "Ask a manager to do it.",
  });

const limitReached = (held: number, most: number, self: boolean): Problem =>
  new Problem("lease-limit", `${self ? "You hold" : "This person holds"} ${held} of at most ${most} leases.`, {
    next: "End one first (see /isb lease list), or ask whoever runs Innovation Sandbox for a higher limit.",
  });

const mostNamed = 5;

/** The command first: whatever is cut, it must not be. */
const askToApprove = (key: LeaseKey, approvers: readonly string[]): string => {
  const command = `\`/isb lease review ${shortLeaseName(key)} approve\``;
  if (approvers.length === 0)
    return `${command}, but nobody in Identity Center can approve it: tell whoever runs Innovation Sandbox.`;
  const more = approvers.length > mostNamed ? ` and ${approvers.length - mostNamed} more` : "";
  return `${command} by one of: ${approvers.slice(0, mostNamed).join(", ")}${more}.`;
};

const approvalTimeout = (waitDays: number, key: LeaseKey): Problem =>
  new Problem("approval-timeout", `Nobody approved the request within ${waitDays} days.`, {
    next: `It still waits in ISB: someone who approves can use /isb lease review ${shortLeaseName(key)} approve or deny.`,
  });

const provisioningTimeout = (limitMs: number, key: LeaseKey): Problem =>
  new Problem("provisioning-timeout", `The account was not set up within ${printDuration(limitMs)}.`, {
    next: `ISB may still finish: look with /isb lease show ${shortLeaseName(key)}, and tell whoever runs Innovation Sandbox.`,
  });
