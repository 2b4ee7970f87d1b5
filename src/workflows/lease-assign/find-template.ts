import type { LeaseTemplate } from "../../clients/isb/lease-template.ts";
import { printHours } from "../../domain/duration.ts";
import { printUsd } from "../../domain/money.ts";
import { nearest } from "../../domain/nearest.ts";
import { Problem } from "../../domain/problem.ts";
import { blocked, done, type Look } from "../../jobs/shapes.ts";

export interface FoundTemplate {
  uuid: string;
  name: string;
  needsApproval: boolean;
  hasEnd: boolean;
}

const seeAll = "See them all with /isb lease templates.";
const mostNamed = 5;

/** Exactly one template of this name, letter case aside. None and several are different answers. */
export const findTemplate = (typed: string, templates: readonly LeaseTemplate[]): Look<FoundTemplate> => {
  const wanted = typed.trim().toLowerCase();
  const [only, ...others] = templates.filter(({ name }) => name.trim().toLowerCase() === wanted);
  if (!only) return blocked(unknownTemplate(typed, [...new Set(templates.map(({ name }) => name))].sort()));
  if (others.length > 0) {
    return blocked(
      new Problem(
        "template-ambiguous",
        `${others.length + 1} templates are called "${only.name}", so it is not clear which one is meant.`,
        {
          next: "Ask whoever runs Innovation Sandbox to give them different names.",
        },
      ),
    );
  }
  const { uuid, name, requiresApproval, maxSpend, leaseDurationInHours } = only;
  return done(
    { uuid, name, needsApproval: requiresApproval, hasEnd: leaseDurationInHours !== undefined },
    `${name}: budget ${printUsd(maxSpend)}, ${leaseDurationInHours === undefined ? "no end" : printHours(leaseDurationInHours)}${requiresApproval ? ", needs approval" : ""}`,
  );
};

const unknownTemplate = (typed: string, names: readonly string[]): Problem => {
  const near = nearest(typed, names);
  if (near)
    return new Problem("template-unknown", `There is no template "${typed}".`, {
      next: `Did you mean "${near}"? ${seeAll}`,
    });
  const some = names.slice(0, mostNamed).map((name) => `"${name}"`);
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : "";
  const next =
    names.length > 0
      ? `There are ${some.join(", ")}${more}. ${seeAll}`
      : "There are none you may use: ask whoever runs Innovation Sandbox.";
  return new Problem("template-unknown", `There is no template "${typed}".`, { next });
};
