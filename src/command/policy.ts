import type { Person } from "../domain/person.ts";
import { Problem } from "../domain/problem.ts";
import { includesRole, type Role } from "../domain/role.ts";

/** Who may run a command: a value, so that help, documents and the decision all read the same thing. */
export interface Policy {
  readonly role: Role;
  /** What it takes when the request concerns somebody else than the asker. */
  readonly others?: Role;
  /** A request the asker made or profits from is somebody else's to decide. */
  readonly never?: "own-request";
}

export const needs = (role: Role, limits: Omit<Policy, "role"> = {}): Policy => ({ role, ...limits });

/** What the decision hangs on beside the role. What is not said counts against the asker. */
export interface Facts {
  concerns?: "self" | "others";
  ownRequest?: boolean;
}

export type Verdict = { ok: true } | { ok: false; problem: Problem };

const yes: Verdict = { ok: true };

/** Throws the problem of a no. */
export const insist = (verdict: Verdict): void => {
  if (!verdict.ok) throw verdict.problem;
};

const article = (role: Role): string => (role === "admin" ? `an ${role}` : `a ${role}`);

/** Whether this person holds a role, or why `what` is not for them: "This command takes a manager; …". */
export const mustBe = (person: Person, wanted: Role, what: string): Verdict => {
  if (includesRole(person.role, wanted)) return yes;
  const withheld = person.withheld && includesRole(person.withheld.role, wanted) ? person.withheld.reason : undefined;
  return {
    ok: false,
    problem: new Problem("role-too-low", `${what} takes ${article(wanted)}; you are ${article(person.role)} here.`, {
      next: withheld ?? `Ask ${article(wanted)} to do it, or ask your administrators for the role.`,
    }),
  };
};

/** Whether this person may ask at all, before anything is looked up. */
export const mayAsk = (policy: Policy, person: Person): Verdict => mustBe(person, policy.role, "This command");

/** The decision itself. Everything that `policy` does not plainly allow is refused. */
export const authorise = (policy: Policy, person: Person, facts: Facts): Verdict => {
  const asking = mayAsk(policy, person);
  if (!asking.ok) return asking;
  if (policy.others !== undefined && facts.concerns !== "self") {
    const aboutOthers = mustBe(person, policy.others, "Doing this for or about other people");
    if (!aboutOthers.ok) return aboutOthers;
  }
  if (policy.never === "own-request" && facts.ownRequest !== false) {
    return {
      ok: false,
      problem: new Problem("own-request", "Nobody decides on a request of their own.", {
        next: "Ask another manager or admin to decide.",
      }),
    };
  }
  return yes;
};

/** A policy in words: "user; manager for other people; never one's own request". */
export const printPolicy = (policy: Policy): string =>
  [
    policy.role,
    ...(policy.others === undefined ? [] : [`${policy.others} for other people`]),
    ...(policy.never === undefined ? [] : ["never one's own request"]),
  ].join("; ");
