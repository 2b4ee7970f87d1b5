import { list, structure, text } from "../input.ts";
import type { Input } from "../operation.ts";
import { unsupported } from "./store.ts";

/** The path and value of an `AlternateIdentifier` of the unique-attribute kind; the store here has no external ids. */
export function uniqueAttribute(input: Input): { path: string; value: string } {
  const identifier = structure(input, "AlternateIdentifier");
  if (identifier.UniqueAttribute === undefined) throw unsupported("The identity store has no external identifiers.");
  const attribute = structure(identifier, "UniqueAttribute");
  return { path: text(attribute, "AttributePath").toLowerCase(), value: text(attribute, "AttributeValue") };
}

/** The value of `Filters`, which may name one attribute only. */
export function searchValue(input: Input, attribute: string): string | undefined {
  const [filter] = list(input, "Filters");
  if (!filter) return undefined;
  const path = text(filter, "AttributePath");
  if (path.toLowerCase() !== attribute.toLowerCase()) throw unsupported(`Filtering by ${path} is not supported.`);
  return text(filter, "AttributeValue").toLowerCase();
}
