import type { ArgSpecs } from "./arg.ts";
import type { Policy } from "./policy.ts";

/** "reads" changes nothing; "changes" can be undone by another command; "irreversible" cannot. */
export type Effect = "reads" | "changes" | "irreversible";

/** The form that opens when something required was left out. Title and submit are 24 characters at most (Slack modals). */
export interface Form {
  title: string;
  submit: string;
}

/** What a command is, as data: help, suggestions, forms, the manifest and the documents are all written from it. */
export interface CommandFacts {
  /** "lease assign". */
  name: string;
  /** Other names for it, such as the verbs of the scripts it replaces. */
  aliases: readonly string[];
  summary: string;
  /** What else a person should know before running it. */
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
