import type { Role } from "../domain/role.ts";

/** Where a form's choices come from while somebody types in it. */
export const sources = ["templates", "leases", "requests", "jobs", "jobs-under-way", "jobs-stopped", "people"] as const;
export type Source = (typeof sources)[number];

/** What a form shows for an argument. */
export type Field =
  | { type: "text"; multiline: boolean }
  | { type: "choice"; choices: readonly string[] }
  | { type: "pick"; source: Source }
  | { type: "flag" };

/** One word or value as it was typed, Slack's escapes already undone. */
export interface Typed {
  text: string;
  /** The whole of it was one mention of this person. */
  slackId?: string;
}

export type Read<T> =
  | { ok: true; value: T }
  /** `expected` completes "… is not ": "a page number, 1 or more". */
  | { ok: false; expected: string; near?: readonly string[] };

/** A sort of value: how it is read, written back and asked for. `print` and `read` are each other's inverse. */
export interface ArgKind<T> {
  /** Shown in usage: `<lease>`, `approve|deny`. */
  placeholder: string;
  /** Longest text accepted, characters. */
  maxLength: number;
  field: Field;
  read(typed: Typed): Read<T>;
  print(value: T): Typed;
}

export type ArgPlace = "word" | "words" | "option" | "flag";

/** An argument of a command. */
export interface Arg<T, R extends boolean = boolean> {
  kind: ArgKind<T>;
  /** "word": by position; "words": all that is left, joined; "option": `--name value`; "flag": `--name`. */
  place: ArgPlace;
  required: R;
  summary: string;
  /** Only people with this role are shown it in a form. The policy decides; this only hides what would be refused. */
  shownTo?: Role;
}

// Methods of an Arg are bivariant, so a record of any of them fits here while each keeps its own type.
export type ArgSpecs = Readonly<Record<string, Arg<unknown>>>;

type ValueOf<A> = A extends Arg<infer T, boolean> ? T : never;
type RequiredNames<S extends ArgSpecs> = { [K in keyof S]: S[K]["required"] extends true ? K : never }[keyof S];

/** What a command's function gets: required arguments always, the others when they were given. */
export type ArgsOf<S extends ArgSpecs> = { [K in RequiredNames<S>]: ValueOf<S[K]> } & {
  [K in Exclude<keyof S, RequiredNames<S>>]?: ValueOf<S[K]>;
};

export const word = <T, const R extends boolean>(
  kind: ArgKind<T>,
  of: { required: R; summary: string },
): Arg<T, R> => ({
  kind,
  place: "word",
  ...of,
});

export const words = <T>(kind: ArgKind<T>, of: { summary: string }): Arg<T, false> => ({
  kind,
  place: "words",
  required: false,
  ...of,
});

export const option = <T>(kind: ArgKind<T>, of: { summary: string; shownTo?: Role }): Arg<T, false> => ({
  kind,
  place: "option",
  required: false,
  ...of,
});

const flagKind: ArgKind<true> = {
  placeholder: "",
  maxLength: 0,
  field: { type: "flag" },
  read: () => ({ ok: true, value: true }),
  print: () => ({ text: "" }),
};

export const flag = (of: { summary: string; shownTo?: Role }): Arg<true, false> => ({
  kind: flagKind,
  place: "flag",
  required: false,
  ...of,
});
