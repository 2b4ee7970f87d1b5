import type { PlainTextOption } from "@slack/types";
import { sameEmail } from "../domain/email.ts";
import type { Person } from "../domain/person.ts";
import { includesRole } from "../domain/role.ts";
import type { JobView } from "../jobs/job.ts";
import { canBeCancelled, canGoOn } from "./views/job-words.ts";
import type { LeaseShown } from "./views/lease-words.ts";
import { jobOptions, leaseOptions, peopleOptions, templateOptions } from "./views/options.ts";
import type { TemplateShown } from "./views/template-list.ts";

/** Where choices come from; each shows a person only what they may see. */
export interface ChoiceSources {
  templates(person: Person): Promise<readonly TemplateShown[]>;
  ownLeases(person: Person): Promise<readonly LeaseShown[]>;
  allLeases(person: Person): Promise<readonly LeaseShown[]>;
  jobs(filter: { slackId?: string; limit: number }): Promise<readonly JobView[]>;
  people(): Promise<readonly { name: string; email: string }[]>;
}

const jobsOffered = 100;
/** Of these the ones that can be chosen are offered: the newest, because a person looks for what is on. */
const jobsLookedThrough = 200;

/** The options of a form's field while somebody types. */
export const createChoices =
  (sources: ChoiceSources) =>
  async (source: string, person: Person, typed: string): Promise<PlainTextOption[]> => {
    switch (source) {
      case "templates":
        return templateOptions(await sources.templates(person), typed);
      case "leases":
        return leaseOptions(
          await (includesRole(person.role, "manager") ? sources.allLeases(person) : sources.ownLeases(person)),
          typed,
        );
      case "requests": {
        if (!includesRole(person.role, "manager")) return [];
        // Nobody decides on a request of their own.
        const open = (await sources.allLeases(person)).filter(
          ({ status, userEmail }) => status === "PendingApproval" && !sameEmail(userEmail, person.identity.email),
        );
        return leaseOptions(open, typed);
      }
      case "jobs": {
        const everybodys = includesRole(person.role, "manager");
        return jobOptions(
          await sources.jobs({ limit: jobsOffered, ...(everybodys ? {} : { slackId: person.slack.slackId }) }),
          typed,
        );
      }
      case "jobs-under-way":
      case "jobs-stopped": {
        const everybodys = includesRole(person.role, "admin");
        const wanted = source === "jobs-stopped" ? canGoOn : canBeCancelled;
        const all = await sources.jobs({
          limit: jobsLookedThrough,
          ...(everybodys ? {} : { slackId: person.slack.slackId }),
        });
        return jobOptions(all.filter(wanted), typed);
      }
      case "people":
        return includesRole(person.role, "manager") ? peopleOptions(await sources.people(), typed) : [];
      default:
        throw new Error(`no choices are called ${source}`);
    }
  };
