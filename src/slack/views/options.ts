import type { PlainTextOption } from "@slack/types";
import { printHours } from "../../domain/duration.ts";
import { shortLeaseName } from "../../domain/lease-key.ts";
import { printUsd } from "../../domain/money.ts";
import type { JobView } from "../../jobs/job.ts";
import { limits } from "../blocks/limits.ts";
import { plain } from "../blocks/text.ts";
import { jobStateWords, jobTitle } from "./job-words.ts";
import { type LeaseShown, leaseStatusWords } from "./lease-words.ts";
import { approvalWords, type TemplateShown } from "./template-list.ts";

/** One choice before it is drawn: what is chosen, what is read, and what helps to choose. */
interface Choice {
  value: string;
  text: string;
  description: string;
}

const option = ({ value, text, description }: Choice): PlainTextOption => ({
  value,
  text: plain(text, limits.optionText),
  description: plain(description, limits.optionText),
});

/** Keeps what holds every word that was typed, in the given order; a value Slack would refuse is left out. */
const matching = (choices: readonly Choice[], typed: string): PlainTextOption[] => {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return choices
    .filter(({ value }) => value.length > 0 && value.length <= limits.optionValue)
    .filter(({ text, description, value }) => {
      const all = `${text} ${description} ${value}`.toLowerCase();
      return wanted.every((one) => all.includes(one));
    })
    .slice(0, limits.options)
    .map(option);
};

/** Templates with budget, length and approval beside each. The value is the name, as people would type it; a name that stands twice is offered once. */
export const templateOptions = (templates: readonly TemplateShown[], typed: string): PlainTextOption[] => {
  const byName = Map.groupBy(templates, ({ name }) => name.trim().toLowerCase());
  const choices = [...byName.values()].map((same): Choice => {
    const template = same[0] as TemplateShown;
    const description =
      same.length > 1
        ? `${same.length} templates have this name, so it cannot be asked for`
        : `${printUsd(template.maxSpend)}, ${printHours(template.leaseDurationInHours)}, ${approvalWords(template)}`;
    return { value: template.name, text: template.name, description };
  });
  return matching(choices, typed);
};

export const leaseOptions = (leases: readonly LeaseShown[], typed: string): PlainTextOption[] =>
  matching(
    leases.map((lease) => ({
      value: lease.uuid,
      text: `${shortLeaseName(lease)} ${lease.originalLeaseTemplateName}`,
      description: `${leaseStatusWords(lease.status)}, for ${lease.userEmail}`,
    })),
    typed,
  );

export const jobOptions = (jobs: readonly JobView[], typed: string): PlainTextOption[] =>
  matching(
    jobs.map((job) => ({
      value: job.id,
      text: `${jobTitle(job)} (${job.id})`,
      description: `${jobStateWords(job)}, asked by ${job.requester.name}`,
    })),
    typed,
  );

export const peopleOptions = (people: readonly { name: string; email: string }[], typed: string): PlainTextOption[] =>
  matching(
    people.map(({ name, email }) => ({ value: email, text: name, description: email })),
    typed,
  );
