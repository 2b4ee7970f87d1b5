import { createHash } from "node:crypto";
import { z } from "zod";
import { groups, type Person } from "../people.ts";
import { StartError } from "./launch.ts";

const slackUrl = "https://slack.com/api/";
/** Real ms. */
const answerWithinMs = 10_000;
/** docs.slack.dev/reference/methods/users.list: no more than 200 a page. */
const pageSize = 200;
/** People of a workspace whom the local Identity Center takes in. */
const mostPeople = 1_000;

/** `needed`: with `missing_scope`, the scope (docs.slack.dev/reference/methods/users.list, "Errors"). */
const refusal = z.object({ ok: z.literal(false), error: z.string(), needed: z.string().optional() });
const teamShape = z.looseObject({ ok: z.literal(true), team_id: z.string().regex(/^[A-Z0-9]+$/), team: z.string() });
const userShape = z.looseObject({
  id: z.string(),
  deleted: z.boolean().default(false),
  is_bot: z.boolean().default(false),
  tz: z.string().default("Europe/London"),
  real_name: z.string().optional(),
  profile: z.looseObject({ email: z.string().optional() }).default({}),
});
const usersShape = z.looseObject({
  ok: z.literal(true),
  members: z.array(userShape),
  response_metadata: z.looseObject({ next_cursor: z.string().default("") }).default({ next_cursor: "" }),
});

/** Who a real workspace is, and its people as they shall stand in the local Identity Center. */
export interface RealWorkspace {
  teamId: string;
  teamName: string;
  people: Person[];
}

/** Asks Slack by the bot's own token. `admins`: emails of those who shall be admins and managers of the local ISB. Rejects with `StartError`. */
export async function readWorkspace({
  token,
  apiUrl = slackUrl,
  admins,
}: {
  token: string;
  apiUrl?: string | undefined;
  admins: readonly string[];
}): Promise<RealWorkspace> {
  const ask = async <T>(method: string, shape: z.ZodType<T>, args: Record<string, string> = {}): Promise<T> => {
    const response = await fetch(new URL(method, apiUrl.replace(/\/*$/, "/")), {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: new URLSearchParams(args),
      signal: AbortSignal.timeout(answerWithinMs),
    }).catch((error: unknown) => {
      throw new StartError(`Slack does not answer ${method}: ${(error as Error).message}.`);
    });
    const answer = await bodyOf(response);
    const refused = refusal.safeParse(answer);
    if (refused.success) throw new StartError(refusalOf(method, refused.data));
    const { success, data, error } = shape.safeParse(answer);
    if (success) return data;
    const [issue] = error.issues;
    const why = answer === undefined ? "is no JSON" : `is not Slack's: ${issue?.path.join(".")}: ${issue?.message}`;
    throw new StartError(
      `The answer to ${method} (HTTP ${response.status}) ${why}. SLACK_API_URL is where Slack is asked: ${apiUrl}`,
    );
  };

  const team = await ask("auth.test", teamShape);
  const users: z.infer<typeof userShape>[] = [];
  for (let cursor: string | undefined; cursor !== "" && users.length < mostPeople; ) {
    const page = await ask("users.list", usersShape, { limit: String(pageSize), ...(cursor ? { cursor } : {}) });
    users.push(...page.members);
    cursor = page.response_metadata.next_cursor;
  }
  const humans = users.filter(({ deleted, is_bot }) => !deleted && !is_bot);
  const people = humans.filter(({ profile }) => profile.email).map((user) => personOf(user, admins));
  // docs.slack.dev/reference/scopes/users.read.email: without it the field is left out, and nothing says so.
  if (humans.length > 0 && people.length === 0)
    throw new StartError(
      `Slack shows no email of anybody in ${team.team}: this SLACK_BOT_TOKEN lacks the scope users:read.email. ${howToGrant}`,
    );
  const unknown = admins.filter((email) => !people.some((person) => person.email === email.toLowerCase()));
  if (unknown.length > 0)
    throw new StartError(`Nobody in ${team.team} has the email ${unknown.join(", ")} (--admins).`);
  return { teamId: team.team_id, teamName: team.team, people };
}

const howToGrant = "Add it to the app under OAuth & Permissions, and install the app again.";

const refusalOf = (method: string, { error, needed }: z.infer<typeof refusal>): string =>
  error === "missing_scope"
    ? `Slack refuses ${method}: this SLACK_BOT_TOKEN lacks the scope ${needed ?? "it needs"}. ${howToGrant}`
    : `Slack refuses ${method} with this SLACK_BOT_TOKEN: ${error}.`;

/** Undefined where it is no JSON. */
async function bodyOf(response: Response): Promise<unknown> {
  try {
    return JSON.parse(await response.text());
  } catch {
    return undefined;
  }
}

/** The same person is the same in Identity Center at every start, whoever joins or leaves the workspace. */
function identityIdOf(slackId: string): string {
  const hex = createHash("sha256").update(slackId).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(12, 15)}`, `8${hex.slice(15, 18)}`, hex.slice(18, 30)].join(
    "-",
  );
}

function personOf({ id, tz, real_name, profile }: z.infer<typeof userShape>, admins: readonly string[]): Person {
  const email = (profile.email ?? "").toLowerCase();
  const isAdmin = admins.some((each) => each.toLowerCase() === email);
  return {
    slackId: id,
    email,
    name: real_name ?? email,
    tz,
    groups: isAdmin ? [groups.admins, groups.managers, groups.users] : [groups.users],
    identityId: identityIdOf(id),
  };
}
