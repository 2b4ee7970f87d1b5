/** A call as it is sent: the parameters of a message, a view, or the chunks of a stream. */
export type Sent =
  | { readonly message: Json }
  | { readonly modal: Json }
  | { readonly home: Json }
  | { readonly chunks: readonly unknown[] };
export type Json = Readonly<Record<string, unknown>>;

/** A sound object or value, how it is put into a call, and the JSON pointer it then has. */
export interface Sample {
  readonly value: unknown;
  readonly put: (value: unknown) => Sent;
  readonly at: string;
}

export const plain = (text: string) => ({ type: "plain_text", text });
export const mrkdwn = (text: string) => ({ type: "mrkdwn", text });
export const long = (length: number) => "x".repeat(length);
export const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

export const button = { type: "button", text: plain("Go") };
export const option = { text: plain("A"), value: "a" };
export const picture = { type: "image", image_url: "https://example.org/a.png", alt_text: "a picture" };
export const divider = { type: "divider" };
export const leaf = { type: "text", text: "words" };
export const richText = { type: "rich_text", elements: [{ type: "rich_text_section", elements: [leaf] }] };
export const cell = { type: "raw_text", text: "cell" };
export const task = { type: "task_card", task_id: "t", title: "Eject", status: "pending" };
export const card = { type: "card", title: plain("A card") };
export const input = (element: unknown) => ({ type: "input", label: plain("Label"), element });
export const actions = (...elements: unknown[]) => ({ type: "actions", elements });
export const select = { type: "static_select", options: [option] };

const series = (name: string) => ({ name, data: [{ label: "Mon", value: 1 }] });
export const bars = { type: "bar", series: [series("open")], axis_config: { categories: ["Mon"] } };
export const chart = { type: "data_visualization", title: "Leases", chart: bars };

export const inMessage = (...blocks: unknown[]): Sent => ({ message: { text: "t", blocks } });
export const inModal = (...blocks: unknown[]): Sent => ({
  modal: { type: "modal", title: plain("T"), submit: plain("Go"), blocks },
});
export const inHome = (...blocks: unknown[]): Sent => ({ home: { type: "home", blocks } });

/** A chunk of a stream. */
export const chunk = (value: unknown): Sample => ({ value, put: (put) => ({ chunks: [put] }), at: "/chunks/0" });
/** A block of a message. */
export const block = (value: unknown): Sample => ({ value, put: (put) => inMessage(put), at: "/blocks/0" });
/** An element among the actions of a message. */
export const element = (value: unknown): Sample => ({
  value,
  put: (put) => inMessage(actions(put)),
  at: "/blocks/0/elements/0",
});
/** The element of a form's first input. */
export const field = (value: unknown): Sample => ({
  value,
  put: (put) => inModal(input(put)),
  at: "/view/blocks/0/element",
});
/** What stands at a field of another sample's value. */
export function inside(
  sample: Sample,
  path: string,
  value: unknown,
  wrap: (value: unknown) => unknown = (put) => put,
): Sample {
  const [name = ""] = path.split("/");
  return {
    value,
    put: (put) => sample.put({ ...(sample.value as Json), [name]: wrap(put) }),
    at: `${sample.at}/${path}`,
  };
}
/** The first item of a list that stands at a field of another sample's value. */
export const firstOf = (sample: Sample, name: string, value: unknown): Sample =>
  inside(sample, `${name}/0`, value, (put) => [put]);
