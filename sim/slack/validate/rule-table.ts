import { bounds } from "./rules/bounds.ts";
import { callRules, valueRules } from "./rules/calls.ts";
import { charts } from "./rules/charts.ts";
import { choices } from "./rules/choices.ts";
import { identity } from "./rules/identity.ts";
import type { Agreement, Rule } from "./rules/rule.ts";
import { schemaRules } from "./rules/schema-rules.ts";
import { surfaceRules } from "./rules/surfaces.ts";
import { tables } from "./rules/tables.ts";
import { totals } from "./rules/totals.ts";

/** Rules about how the parts of a payload belong together. */
export const agreements: readonly Agreement[] = [...identity, ...choices, ...bounds, ...tables, ...charts, ...totals];

let table: ReadonlyMap<string, Rule> | undefined;

/** Every rule of messages and views that is held here, by id. Those of the schemas are read off the schemas. */
export function rules(): ReadonlyMap<string, Rule> {
  table ??= new Map(everyRule().map((rule) => [rule.id, rule]));
  return table;
}

/** The rule of that id. Throws when there is none: then something is refused that no rule speaks of. */
export function ruleCalled(id: string): Rule {
  const rule = rules().get(id);
  if (rule === undefined) throw new Error(`No rule is called ${id}`);
  return rule;
}

function everyRule(): readonly Rule[] {
  return [...callRules, ...valueRules, ...surfaceRules, ...schemaRules(), ...agreements];
}
