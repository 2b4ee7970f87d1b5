const mostTold = 12;

const leaves = (value: unknown, path: string, into: Map<string, string>): void => {
  if (typeof value !== "object" || value === null) {
    into.set(path, JSON.stringify(value) ?? "nothing");
    return;
  }
  if (Object.keys(value).length === 0) into.set(path, "empty");
  for (const [key, inner] of Object.entries(value)) leaves(inner, path === "" ? key : `${path}.${key}`, into);
};

/** Where two outcomes are not the same, a line each; none when they are equal. */
export const differences = (wanted: unknown, got: unknown): string[] => {
  const [left, right] = [new Map<string, string>(), new Map<string, string>()];
  leaves(wanted, "", left);
  leaves(got, "", right);
  const paths = [...new Set([...left.keys(), ...right.keys()])].filter((path) => left.get(path) !== right.get(path));
  const told = paths
    .slice(0, mostTold)
    .map((path) => `${path}: ${left.get(path) ?? "not there"} undisturbed, ${right.get(path) ?? "not there"} here`);
  return paths.length > mostTold ? [...told, `and ${paths.length - mostTold} more`] : told;
};
