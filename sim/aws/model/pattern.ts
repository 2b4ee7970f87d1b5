const compiled = new Map<string, RegExp>();

/** A model's pattern, which is Java's and holds for the whole text, as ours. */
export function patternOf(source: string): RegExp {
  const known = compiled.get(source);
  if (known) return known;
  // Java lets a hyphen stand beside a class of characters; here it must be escaped once the classes are Unicode's.
  const body = source.replaceAll(/(\\p\{\w+\})-/g, "$1\\-");
  const pattern = new RegExp(`^(?:${body})$`, source.includes("\\p{") ? "u" : "");
  compiled.set(source, pattern);
  return pattern;
}
