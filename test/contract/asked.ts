/** What a part of an answer must be: itself, a text that matches, one of the kinds below, or a structure of such parts. */
export type Pattern =
  | string
  | number
  | boolean
  | null
  | RegExp
  | Kind
  /** A list, each of whose items is like the one here. */
  | readonly [Pattern]
  | { readonly [member: string]: Pattern };

/** Kinds of parts, by what they are called when they are missed. */
export const kinds = {
  text: "a text",
  number: "a number",
  flag: "true or false",
  list: "a list",
  something: "something",
  missing: "nothing at all",
} as const;
export type Kind = { readonly kind: keyof typeof kinds };

export const text: Kind = { kind: "text" };
export const number: Kind = { kind: "number" };
export const flag: Kind = { kind: "flag" };
export const list: Kind = { kind: "list" };
export const something: Kind = { kind: "something" };
export const missing: Kind = { kind: "missing" };

/** A request before it is signed. `{name}` in path, headers and body stands for a value known by then. */
export interface Sent {
  method: string;
  path: string;
  /** In the case they shall be sent in. */
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** AWS only: which service's endpoint is meant, the name it is signed for, and its region where it has but one. */
  service?: { endpoint: string; signsAs: string; region?: string };
}

/** One request of a contract and what a service that keeps it answers. */
export interface Asked {
  name: string;
  /** Which of the target's callers asks. */
  as: string;
  sends: Sent;
  status: number | readonly number[];
  headers?: Readonly<Record<string, Pattern>>;
  /** Of the parsed JSON, or of the text when it is none. */
  body?: Pattern;
  /** It changes something: asked elsewhere only when that was allowed. */
  writes?: true;
  /** Values its caller needs, beside those its request names. */
  needs?: readonly string[];
  /** Values later requests need, found in the answer's body; what is undefined stays unknown. */
  keeps?: Readonly<Record<string, (body: unknown) => string | undefined>>;
}

/** Puts a request's caller on it, as its service wants it. */
export type Caller = (sent: Sent, url: URL, values: Readonly<Record<string, string>>) => Promise<Sent> | Sent;

/** A service to be asked. */
export interface Target {
  service: "isb" | "slack" | "aws";
  /** Where it is; `{endpoint}` and `{region}` stand for those of an AWS service. */
  url: string;
  callers: Readonly<Record<string, Caller>>;
  /** Values known before the first request. */
  values: Readonly<Record<string, string>>;
}

/** Walks a parsed body by a path such as `data.result.0.uuid`; undefined where there is nothing, or no text. */
export const at =
  (path: string) =>
  (body: unknown): string | undefined => {
    const found = path
      .split(".")
      .reduce((part: unknown, step) => (part as Record<string, unknown> | null)?.[step], body);
    return typeof found === "string" ? found : undefined;
  };
