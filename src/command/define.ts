import type { Person } from "../domain/person.ts";
import type { JobRequest } from "../jobs/job.ts";
import type { Answer } from "./answer.ts";
import type { ArgSpecs, ArgsOf } from "./arg.ts";
import type { CommandContext } from "./context.ts";
import type { Facts, Policy } from "./policy.ts";

/** "reads" changes nothing; "changes" can be undone by another command; "irreversible" cannot. */
export type Effect = "reads" | "changes" | "irreversible";

/** The form that opens when something required was left out. Title and submit are 24 characters at most (Slack modals). */
export interface Form {
  title: string;
  submit: string;
}

/** One request for a command, by a person whose rights are known. */
export interface Asked<A> {
  person: Person;
  args: A;
  context: CommandContext;
}

/** What a command is, as data: help, suggestions, forms, the manifest and the documents are all written from it. */
export interface CommandFacts {
  /** "lease assign". */
  name: string;
  /** Other names for it, such as the verbs of the scripts it replaces. */
  aliases: readonly string[];
  summary: string;
  /** What else a person should know before running it; paragraphs. */
  description?: string;
  /** Without the slash command's own name: "lease assign empty-sandbox". */
  examples: readonly string[];
  effect: Effect;
  allow: Policy;
  args: ArgSpecs;
  form?: Form;
  /** Left out of help and documents: only another surface uses it. */
  hidden: boolean;
}

export type Outcome = { kind: "answer"; answer: Answer } | { kind: "start"; job: JobRequest };

/** A request looked into: what the policy must know of it, and what is done once the policy agrees. */
export interface Considered {
  facts: Facts;
  proceed(): Promise<Outcome>;
}

export interface Command extends CommandFacts {
  consider(asked: Asked<Record<string, unknown>>): Promise<Considered>;
}

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
