/**
 * How many of each the world remembers; without an end they would grow for as long as an estate runs. AWS forgets none of
 * them so soon: whoever needs more than the last of a queue reads it.
 */
export const mostRemembered = {
  events: 1_000,
  moves: 500,
  assignmentRequests: 1_000,
  creations: 500,
  deadLetters: 500,
  deviceClients: 500,
  queueMessages: 1_000,
} as const;

/** Puts an entry at the end of such a list; the oldest beyond the most are forgotten. */
export function remember<T>(list: T[], entry: T, kind: keyof typeof mostRemembered): void {
  list.push(entry);
  list.splice(0, Math.max(0, list.length - mostRemembered[kind]));
}
