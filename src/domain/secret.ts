import { inspect } from "node:util";

const shown = "[secret]";

/** A value that no log line, error, template string or JSON can show by accident. */
export interface Secret {
  /** The value itself. Call it where it goes on the wire, nowhere else. */
  reveal(): string;
  toString(): string;
  toJSON(): string;
  [inspect.custom](): string;
}

export const secret = (value: string): Secret => ({
  reveal: () => value,
  toString: () => shown,
  toJSON: () => shown,
  [inspect.custom]: () => shown,
});
