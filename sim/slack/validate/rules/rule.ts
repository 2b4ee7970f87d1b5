import type { Json } from "../../json.ts";
import type { Surface } from "../places.ts";

/** One thing Slack refuses. */
export interface Rule {
  /** Which object, which of its fields, which condition: `section.fields.maxItems`. */
  readonly id: string;
  readonly says: string;
  /** A public page, package or thread. */
  readonly source: string;
  /** The code of a call that breaks it, where it is not the usual `invalid_blocks` or `invalid_arguments`. */
  readonly error?: string;
}

/** A broken rule, as found in a payload. */
export interface Finding {
  readonly message: string;
  /** A JSON pointer from where the judged part begins; none when Slack names no place. */
  readonly pointer?: string | undefined;
}

/** Blocks whose every part has a sound shape. */
export interface Payload {
  readonly blocks: readonly Json[];
  readonly surface: Surface;
  /** Every object in them, however deep. */
  readonly parts: readonly Part[];
}

/** One object of a payload. */
export interface Part {
  readonly value: Json;
  /** The `type` it has, or "". */
  readonly type: string;
  readonly pointer: string;
  /** The block of the surface it belongs to. */
  readonly block: Json;
}

/** A rule about how parts belong together, which no schema of one part can say. */
export interface Agreement extends Rule {
  readonly find: (payload: Payload) => readonly Finding[];
}

/** Looks at each part of some types; `look` answers what is wrong with it, with the pointer from there. */
export function onEach(types: readonly string[], look: (value: Json, part: Part) => readonly Finding[]) {
  return ({ parts }: Payload): Finding[] =>
    parts
      .filter(({ type }) => types.includes(type))
      .flatMap((part) =>
        look(part.value, part).map(({ message, pointer = "" }) => ({ message, pointer: part.pointer + pointer })),
      );
}

/** A finding when something is so, else none. */
export function when(isBroken: boolean, message: string, pointer?: string): Finding[] {
  return isBroken ? [{ message, pointer }] : [];
}
