import { parseEmail } from "../domain/email.ts";
import { parseLeaseRef } from "../domain/lease-key.ts";
import { nearest } from "../domain/nearest.ts";
import { jobStates } from "../jobs/job.ts";
import type { ArgKind, Read, Typed } from "./arg.ts";
import type { PersonRef } from "./person-ref.ts";

const some = <T>(value: T): Read<T> => ({ ok: true, value });
const none = <T>(expected: string, near: readonly string[] = []): Read<T> => ({ ok: false, expected, near });

/** Free text, trimmed; never empty. */
export const text = ({ placeholder, maxLength }: { placeholder: string; maxLength: number }): ArgKind<string> => ({
  placeholder: `<${placeholder}>`,
  maxLength,
  field: { type: "text", multiline: maxLength > 100 },
  read: (typed) => (typed.text.trim() === "" ? none("text of one letter or more") : some(typed.text.trim())),
  print: (value) => ({ text: value }),
});

/** Marks that reorder text or take no room: copied along with a name, they would make it another one that looks the same. */
const invisible = /[\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;

/** The name of a lease template. ISB v1.2.14 allows 50 characters; a uuid fits too. */
export const template: ArgKind<string> = {
  ...text({ placeholder: "template", maxLength: 50 }),
  field: { type: "pick", source: "templates" },
  read: ({ text: typed }) => {
    const name = typed.replaceAll(invisible, "").trim();
    return name === "" ? none("the name of a template") : some(name);
  },
};

/** A lease as lists show it (eight characters), as a whole uuid or as ISB's lease id. */
export const lease: ArgKind<string> = {
  placeholder: "<lease>",
  // A lease id is base64 of an email (254 at most) and a uuid in JSON.
  maxLength: 440,
  field: { type: "pick", source: "leases" },
  read: ({ text: typed }) =>
    parseLeaseRef(typed)
      ? some(typed.trim())
      : none("a lease: the 8 characters that `lease list` shows, such as 1a2b3c4d, or its whole id"),
  print: (value) => ({ text: value }),
};

/** A lease that waits for approval: named as any other, but forms offer no others. */
export const leaseRequest: ArgKind<string> = { ...lease, field: { type: "pick", source: "requests" } };

const jobShape = /^[A-Za-z0-9_-]{1,64}$/;

/** A job's id. */
export const job: ArgKind<string> = {
  placeholder: "<job>",
  maxLength: 64,
  field: { type: "pick", source: "jobs" },
  read: ({ text: typed }) => (jobShape.test(typed) ? some(typed) : none("a job's id as `job list` shows it")),
  print: (value) => ({ text: value }),
};

/** A job that can be cancelled: named as any other, but forms offer no others. */
export const jobUnderWay: ArgKind<string> = { ...job, field: { type: "pick", source: "jobs-under-way" } };
/** The same of one that stopped and can go on. */
export const jobStopped: ArgKind<string> = { ...job, field: { type: "pick", source: "jobs-stopped" } };

/** A person by email address or Slack mention. */
export const person: ArgKind<PersonRef> = {
  placeholder: "<email>",
  maxLength: 254,
  field: { type: "pick", source: "people" },
  read: (typed: Typed) => {
    if (typed.slackId !== undefined) return some<PersonRef>({ slackId: typed.slackId });
    const email = parseEmail(typed.text);
    return email === undefined
      ? none("an email address, such as name@example.gov.uk, or a mention of somebody")
      : some<PersonRef>({ email });
  },
  print: (ref) => ("slackId" in ref ? { text: "", slackId: ref.slackId } : { text: ref.email }),
};

/** One of a few words, letter case aside. */
export const choice = <const C extends string>(choices: readonly C[], placeholder = choices.join("|")): ArgKind<C> => ({
  placeholder,
  maxLength: Math.max(...choices.map((one) => one.length)),
  field: { type: "choice", choices },
  read: ({ text: typed }) => {
    const found = choices.find((one) => one === typed.toLowerCase());
    if (found !== undefined) return some(found);
    const near = nearest(typed, choices);
    return none(`one of ${choices.join(", ")}`, near === undefined ? [] : [near]);
  },
  print: (value) => ({ text: value }),
});

/** One of a job's states; a wrong one is answered with all of them. */
export const state = choice(jobStates, "<state>");

const highestPage = 9999;

/** A page number, 1 or more. */
export const page: ArgKind<number> = {
  placeholder: "<number>",
  maxLength: 4,
  field: { type: "text", multiline: false },
  read: ({ text: typed }) =>
    /^[1-9]\d*$/.test(typed) && Number(typed) <= highestPage
      ? some(Number(typed))
      : none("a page number: 1, 2, 3 and so on"),
  print: (value) => ({ text: String(value) }),
};

/** The words of a command, as `help` takes them; whether there is such a command is the reader's to say. */
export const commandWords: ArgKind<string> = {
  placeholder: "<command>",
  maxLength: 60,
  field: { type: "text", multiline: false },
  read: ({ text: typed }) => {
    const plain = typed
      .toLowerCase()
      .trim()
      .replace(/^\/isb\s+/, "")
      .replaceAll(/\s+/g, " ");
    return plain === "" ? none("the name of a command") : some(plain);
  },
  print: (value) => ({ text: value }),
};
