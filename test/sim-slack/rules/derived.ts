import { conditions } from "./conditions.ts";
import { type Json, long, many, type Sample, type Sent, task } from "./payloads.ts";
import { samples } from "./samples.ts";

/** What passes and what does not, and the words (with the place) by which it is refused. */
export interface Example {
  readonly fine: readonly Sent[];
  readonly refused: Sent;
  /** The last of the complaints; the ones before it only say that something inside does not fit. */
  readonly words: string;
  /** The code of the call, where it is not the usual one. */
  readonly error?: string;
}

/** Items of a list that may not all be alike. */
const items: Readonly<Record<string, (index: number) => unknown>> = {
  "plan.tasks": (index) => ({ ...task, task_id: `t${index}` }),
  "chart_with_axes.series": (index) => ({ name: `s${index}`, data: [{ label: "Mon", value: 1 }] }),
};

/** The examples of a rule that a schema holds, made of the sample of that schema; none for other rules. */
export function derivedExample(id: string): Example | undefined {
  const [name = "", ...rest] = id.split(".");
  const sample = samples[name];
  const keyword = rest.at(-1) ?? "";
  const change = changes[keyword];
  const isPlain = keyword === "required" || keyword === "additionalProperties";
  if (sample === undefined || change === undefined || (!isPlain && conditions[id] === undefined)) return undefined;
  const fields = rest.slice(0, -1);
  const path = fields.flatMap((field) => [
    field.replaceAll("[]", ""),
    ...many(field.split("[]").length - 1, () => "0"),
  ]);
  return change({ id, sample, path, place: [name, ...fields].join("."), condition: conditions[id] });
}

interface Asked {
  readonly id: string;
  readonly sample: Sample;
  readonly path: readonly string[];
  readonly place: string;
  readonly condition: (typeof conditions)[string] | undefined;
}

const changes: Readonly<Record<string, (asked: Asked) => Example>> = {
  required: ({ sample, path: [field = ""] }) => {
    const { [field]: _, ...others } = sample.value as Json;
    return {
      fine: [sample.put(sample.value)],
      refused: sample.put(others),
      words: `missing required field: ${field} [json-pointer:${sample.at}]`,
    };
  },
  additionalProperties: ({ sample }) => ({
    fine: [sample.put(sample.value)],
    refused: sample.put({ ...(sample.value as Json), colour: "red" }),
    words: `invalid additional property: colour [json-pointer:${sample.at}]`,
  }),
  maxLength: (asked) =>
    around(asked, text, { fine: [0], refused: 1 }, (most) => `must be less than ${most + 1} characters`),
  minLength: (asked) =>
    around(asked, text, { fine: [0], refused: -1 }, (least) => `must be more than ${least - 1} characters`),
  maxItems: (asked) => around(asked, list, { fine: [0], refused: 1 }, (most) => `no more than ${most} items allowed`),
  minItems: (asked) =>
    around(asked, list, { fine: [0], refused: -1 }, (least) => `must provide at least ${least} items`),
  maximum: (asked) => around(asked, number, { fine: [0], refused: 1 }, (most) => `must be less than ${most}`),
  minimum: (asked) => around(asked, number, { fine: [0], refused: -1 }, (least) => `must be greater than ${least}`),
  exclusiveMinimum: (asked) =>
    around(asked, number, { fine: [0.5], refused: 0 }, (least) => `must be greater than ${least}`),
  enum: (asked) => among(asked, asked.condition as readonly unknown[], "colourful", "must be a valid enum value"),
  const: (asked) => among(asked, [asked.condition], "colourful", "must be a valid enum value"),
  pattern: (asked) => {
    const [fits, fails, form] = asked.condition as readonly string[];
    return among(asked, [fits], fails, `input must match regex pattern: ${form}`);
  },
  oneOf: (asked) => {
    const names = asked.condition as readonly string[];
    const types = names.map((name) => samples[name]?.value);
    return among(asked, types, { type: "sparkle" }, "unsupported type: sparkle", "/type");
  },
};

/** A value a little to either side of a number: what is fine and what is refused are given as distances from it. */
function around(
  asked: Asked,
  make: (asked: Asked, size: number) => { value: unknown; below?: string },
  distance: { fine: readonly number[]; refused: number },
  say: (limit: number) => string,
): Example {
  const limit = asked.condition as number;
  const broken = make(asked, limit + distance.refused);
  return {
    fine: distance.fine.map((away) => put(asked, make(asked, limit + away).value, "last")),
    refused: put(asked, broken.value, "first"),
    words: `${say(limit)} [json-pointer:${pointer(asked)}${broken.below ?? ""}]`,
  };
}

function among(asked: Asked, allowed: readonly unknown[], other: unknown, words: string, below = ""): Example {
  return {
    fine: allowed.map((value) => put(asked, value, "last")),
    refused: put(asked, other, "first"),
    words: `${words} [json-pointer:${pointer(asked)}${below}]`,
  };
}

/** Text of a size: bare, or in the text object that stands there. */
function text(asked: Asked, size: number) {
  const now = valueAt(asked.sample.value, asked.path);
  const isObject = typeof now === "object" && now !== null;
  return isObject ? { value: { ...now, text: long(size) }, below: "/text" } : { value: long(size) };
}

function list({ sample, path, place }: Asked, size: number) {
  const now = valueAt(sample.value, path) as readonly unknown[] | undefined;
  return { value: many(size, items[place] ?? (() => now?.[0])) };
}

function number(_: Asked, size: number) {
  return { value: size };
}

function pointer({ sample, path }: Asked): string {
  return [sample.at, ...path].join("/");
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], value);
}

/** The sample with another value at the path; in a list it takes the place of the first or of the last item. */
function put({ sample, path }: Asked, value: unknown, which: "first" | "last"): Sent {
  return sample.put(replaced(sample.value, path, value, which));
}

function replaced(now: unknown, path: readonly string[], value: unknown, which: "first" | "last"): unknown {
  const [key, ...deeper] = path;
  if (key === undefined) return value;
  if (key !== "0") return { ...(now as Json), [key]: replaced((now as Json)?.[key], deeper, value, which) };
  const held = Array.isArray(now) && now.length > 0 ? now : [undefined];
  const index = which === "first" ? 0 : held.length - 1;
  return held.map((item, at) => (at === index ? replaced(item, deeper, value, which) : item));
}
