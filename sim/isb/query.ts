import { refuse } from "./errors.ts";

/**
 * Query values as an ISB v1.2.14 handler sees them: decoded once by the gateway, where a raw `+` is a space, and once
 * more by the handler, where a stray `%` is a 400. Unknown names are simply never asked for.
 */
export function readQuery(query: string): (name: string) => string | undefined {
  const values = new URLSearchParams(query);
  return (name) => {
    const once = values.get(name);
    if (once === null) return undefined;
    try {
      return decodeURIComponent(once);
    } catch {
      throw refuse(400, "Malformed query string parameter", name);
    }
  };
}
