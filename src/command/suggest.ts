import type { Lease } from "../clients/isb/lease.ts";
import type { LeaseTemplate } from "../clients/isb/lease-template.ts";
import type { Person } from "../domain/person.ts";
import { isProblem } from "../domain/problem.ts";
import { includesRole } from "../domain/role.ts";
import type { JobView } from "../jobs/job.ts";
import { isEmailOf } from "../queries/people.ts";
import type { WhoIs } from "../queries/who-is.ts";
import type { Source } from "./arg.ts";
import type { CommandContext } from "./context.ts";

/** What a form offers to choose from, before it is filtered by what was typed and drawn. */
export type Suggestions =
  | { source: "templates"; templates: readonly LeaseTemplate[] }
  | { source: "leases"; leases: readonly Lease[] }
  | { source: "jobs"; jobs: readonly JobView[] }
  | { source: "people"; people: readonly { name: string; email: string }[] };

export interface SuggestionAsk {
  source: Source;
  slackUserId: string;
  teamId: string;
  enterpriseId?: string;
}

export interface Suggester {
  /** Only what this person may see. undefined when they may see nothing or it could not be found out: a form then offers nothing. */
  suggest(ask: SuggestionAsk): Promise<Suggestions | undefined>;
}

const mostJobs = 100;

export const createSuggester = ({ whoIs, context }: { whoIs: WhoIs; context: CommandContext }): Suggester => {
  const { leases, templates, approvers, jobReads, log } = context;
  const visibleLeases = async (person: Person): Promise<readonly Lease[]> =>
    (await (includesRole(person.role, "manager") ? leases.all(person) : leases.own(person))).items;

  const find: Record<Source, (person: Person) => Promise<Suggestions>> = {
    templates: async (person) => ({ source: "templates", templates: (await templates.recent(person)).items }),
    leases: async (person) => ({ source: "leases", leases: await visibleLeases(person) }),
    requests: async (person) => ({
      source: "leases",
      leases: (await visibleLeases(person)).filter(
        ({ status, userEmail }) => status === "PendingApproval" && !isEmailOf(userEmail, person),
      ),
    }),
    jobs: async (person) => {
      const all = includesRole(person.role, "manager");
      const filter = all ? {} : { slackId: person.slack.slackId };
      return { source: "jobs", jobs: (await jobReads.page({ ...filter, page: 1, size: mostJobs })).jobs };
    },
    people: async (person) => {
      const self = [{ name: person.identity.displayName, email: person.identity.email }];
      return { source: "people", people: includesRole(person.role, "manager") ? await approvers.everybody() : self };
    },
  };

  return {
    suggest: async ({ source, slackUserId, teamId, enterpriseId }) => {
      try {
        return await find[source](await whoIs(slackUserId, teamId, enterpriseId, { fresh: false }));
      } catch (error) {
        if (isProblem(error)) log.info({ source, slackId: slackUserId, code: error.code }, "nothing to suggest");
        else log.error({ source, slackId: slackUserId, error }, "suggestions failed");
        return undefined;
      }
    },
  };
};
