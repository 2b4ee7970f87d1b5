import type { FoundPerson, IdentityCenter } from "../clients/identity-center/identity-center.ts";
import { normaliseEmail } from "../domain/email.ts";
import type { IdentityUser, SlackProfile } from "../domain/person.ts";
import { isProblem, Problem } from "../domain/problem.ts";
import type { IdentityLink, IdentityRules } from "./identity-rules.ts";

/** Somebody's Identity Center user, and how sure that is. */
export interface KnownIdentity {
  identity: IdentityUser;
  /** "email": only the address says so. "suspended": a link says so, but the Slack email changed since it was made. */
  by: "link" | "email" | "suspended";
}

/** No answer is no permission: whatever kept Identity Center from answering, nobody is let through on a guess. */
export const askingIdentityCenter = async <T>(question: Promise<T>): Promise<T> => {
  try {
    return await question;
  } catch (cause) {
    const retryable = !isProblem(cause) || cause.retryable;
    throw new Problem("identity-unavailable", "Identity Center did not say who is who, so nothing was done.", {
      next: "Try again in a minute. If it stays, tell whoever runs this bot.",
      retryable,
      cause,
    });
  }
};

const ambiguous = (email: string): Problem =>
  new Problem("ambiguous-person", `More than one person in Identity Center could be ${email}.`, {
    next: "Ask an administrator of Identity Center to make the address belong to one person.",
  });

/** The one user behind an email, or the refusal that says why there is none. */
export const insistOnOne = (found: FoundPerson, email: string): IdentityUser => {
  if (found.kind === "one") return found.user;
  if (found.kind === "several") throw ambiguous(email);
  throw new Problem("unknown-person", `Nobody in Identity Center has the email ${email}.`, {
    next: "Check the address. Somebody new must first be added to Identity Center by an admin.",
  });
};

const linked = async (
  identityCenter: IdentityCenter,
  link: IdentityLink,
  email: string | undefined,
): Promise<KnownIdentity> => {
  const identity = await askingIdentityCenter(identityCenter.userById(link.identityId));
  if (identity === undefined) {
    throw new Problem("unknown-person", "The Identity Center user your Slack account is linked to is gone.", {
      next: "Ask whoever runs this bot to correct the link.",
    });
  }
  // An address that now belongs to somebody else means one of the two is out of date.
  const found = email === undefined ? undefined : await askingIdentityCenter(identityCenter.findByEmail(email));
  if (found?.kind === "several") throw ambiguous(email ?? "");
  if (found?.kind === "one" && found.user.id !== identity.id) throw ambiguous(email ?? "");
  return { identity, by: "link" };
};

/** Who a member of the workspace is in Identity Center: by their link while it holds, else by their exact email. */
export const identityOf = async (
  { identityCenter, rules }: { identityCenter: IdentityCenter; rules: Pick<IdentityRules, "links"> },
  profile: SlackProfile,
): Promise<KnownIdentity> => {
  const link = rules.links.find(({ slackId }) => slackId === profile.slackId);
  const email = profile.email === undefined ? undefined : normaliseEmail(profile.email);
  const holds = link !== undefined && email !== undefined && normaliseEmail(link.email) === email;
  if (link !== undefined && holds) return linked(identityCenter, link, email);
  if (email === undefined) {
    throw new Problem("unknown-person", "Slack does not tell this bot your email address, so it cannot know you.", {
      next: "Add an email address to your Slack profile, or ask whoever runs this bot.",
    });
  }
  const identity = insistOnOne(await askingIdentityCenter(identityCenter.findByEmail(email)), email);
  return { identity, by: link === undefined ? "email" : "suspended" };
};
