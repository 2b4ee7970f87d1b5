import { answerTo } from "./ask.ts";
import type { Asked, Target } from "./asked.ts";
import { wanted } from "./targets.ts";

/** A request that changes nothing and is answered to everybody who is let in. */
interface Door {
  asks: Pick<Asked, "as" | "sends">;
  /** How the service calls its refusal; undefined for any other answer, which is the contract's to judge. */
  refusal(status: number, body: unknown): string | undefined;
}

const form = { "Content-Type": "application/x-www-form-urlencoded" };

const doors: Readonly<Record<Target["service"], Door>> = {
  isb: {
    asks: { as: "admin", sends: { method: "GET", path: "/configurations" } },
    refusal: (status) => (status === 401 || status === 403 ? String(status) : undefined),
  },
  slack: {
    asks: { as: "bot", sends: { method: "POST", path: "/api/auth.test", headers: form, body: "" } },
    // docs.slack.dev/reference/methods/auth.test, "Errors".
    refusal: (_, body) =>
      /"(invalid_auth|not_authed|account_inactive|token_revoked|token_expired)"/.exec(JSON.stringify(body))?.[1],
  },
  aws: {
    asks: {
      as: "caller",
      sends: {
        method: "POST",
        path: "/",
        headers: form,
        body: "Action=GetCallerIdentity&Version=2011-06-15",
        service: { endpoint: "sts", signsAs: "sts" },
      },
    },
    // docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
    refusal: (status, body) => (status === 403 ? /<Code>(\w+)<\/Code>/.exec(String(body))?.[1] : undefined),
  },
};

/** Why this service lets nobody in with what the environment says; undefined when it does. Where nobody answers, the contract's first request says so. */
export async function refusedAtTheDoor(target: Target, timeoutMs: number): Promise<string | undefined> {
  const { asks, refusal } = doors[target.service];
  const came = await answerTo(target, asks, target.values, timeoutMs);
  const code = came instanceof Error ? undefined : refusal(came.status, came.body);
  if (code === undefined) return undefined;
  const names = Object.entries(wanted[target.service]).flatMap(([name, { optional }]) => (optional ? [] : name));
  return `${target.url} does not let this caller in (${code}), so nothing was asked: check ${names.join(" and ")}.`;
}
