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

const refusal = z.object({ ok: z.literal(false), error: z.string() });
const teamShape = z.looseObject({ ok: z.literal(true), team_id: z.string(), team: z.string() });
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
    const answer: unknown = await response.json();
    const refused = refusal.safeParse(answer);
    if (refused.success)
      throw new StartError(`Slack refuses ${method} with this SLACK_BOT_TOKEN: ${refused.data.error}.`);
    return shape.parse(answer);
  };

  const team = await ask("auth.test", teamShape);
  const users: z.infer<typeof userShape>[] = [];
  for (let cursor: string | undefined; cursor !== "" && users.length < mostPeople; ) {
    const page = await ask("users.list", usersShape, { limit: String(pageSize), ...(cursor ? { cursor } : {}) });
    users.push(...page.members);
    cursor = page.response_metadata.next_cursor;
  }
  const people = users
    .filter(({ deleted, is_bot, profile }) => !deleted && !is_bot && profile.email)
    .map((user, index) => personOf(user, index, admins));
  const unknown = admins.filter((email) => !people.some((person) => person.email === email.toLowerCase()));
  if (unknown.length > 0)
    throw new StartError(`Nobody in ${team.team} has the email ${unknown.join(", ")} (--admins).`);
  return { teamId: team.team_id, teamName: team.team, people };
}

function personOf({ id, tz, real_name, profile }: z.infer<typeof userShape>, index: number, admins: readonly string[]) {
  const email = (profile.email ?? "").toLowerCase();
  const isAdmin = admins.some((each) => each.toLowerCase() === email);
  return {
    slackId: id,
    email,
    name: real_name ?? email,
    tz,
    groups: isAdmin ? [groups.admins, groups.managers, groups.users] : [groups.users],
    identityId: `11111111-0000-4000-8000-0000002${String(index).padStart(5, "0")}`,
  };
}
