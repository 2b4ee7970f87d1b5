import type { JobRequest } from "../jobs/job.ts";
import type { Answer } from "./answer.ts";
import type { ArgSpecs, ArgsOf } from "./arg.ts";
import type { Asked, Command } from "./context.ts";
import type { Effect, Form } from "./facts.ts";
import type { Facts, Policy } from "./policy.ts";

export type { Command } from "./context.ts";

interface SpecBase<S extends ArgSpecs, F> {
  name: string;
  aliases?: readonly string[];
  summary: string;
  description?: string;
  examples: readonly string[];
  effect: Effect;
  allow: Policy;
  args: S;
  form?: Form;
  hidden?: boolean;
  /** Looks into the request before anything is decided; changes nothing. `found` is handed on. */
  about?: (asked: Asked<ArgsOf<S>>) => Promise<{ facts: Facts; found: F }>;
}

/** `answer` does it within the request; `start` hands it to a job and returns at once. */
type Spec<S extends ArgSpecs, F> =
  | (SpecBase<S, F> & { answer: (asked: Asked<ArgsOf<S>>, found: F) => Promise<Answer> })
  | (SpecBase<S, F> & { start: (asked: Asked<ArgsOf<S>>, found: F) => Promise<JobRequest> });

/** A command from its description. */
export const defineCommand = <const S extends ArgSpecs, F = undefined>(spec: Spec<S, F>): Command => ({
  name: spec.name,
  aliases: spec.aliases ?? [],
  summary: spec.summary,
  ...(spec.description === undefined ? {} : { description: spec.description }),
  examples: spec.examples,
  effect: spec.effect,
  allow: spec.allow,
  args: spec.args,
  ...(spec.form === undefined ? {} : { form: spec.form }),
  hidden: spec.hidden ?? false,
  consider: async (asked) => {
    // The reader and the dispatcher let only arguments through that fit `spec.args`.
    const typed = { ...asked, args: asked.args as ArgsOf<S> };
    const about = await spec.about?.(typed);
    // Without `about`, F is undefined, which is what `found` then is.
    const found = about?.found as F;
    return {
      facts: about?.facts ?? {},
      proceed: async () =>
        "answer" in spec
          ? { kind: "answer", answer: await spec.answer(typed, found) }
          : { kind: "start", job: await spec.start(typed, found) },
    };
  },
});
