import { unescapeEntities } from "../text/inline.ts";
import type { WorkspaceState } from "../wire.ts";

/** A message's text as its writer typed it: names for ids, addresses without their brackets, no escapes. */
export function typedFrom(text: string, { users, channels }: Pick<WorkspaceState, "users" | "channels">): string {
  const nameOf = (list: readonly { id: string; name?: string }[], id: string) =>
    list.find((each) => each.id === id)?.name;
  const typed = text
    .replace(
      /<(?:mailto:[^|>]+\|([^>]+)|(https?:\/\/[^|>]+)(?:\|[^>]*)?)>/g,
      (_, mail?: string, link?: string) => mail ?? link ?? "",
    )
    .replace(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g, (whole, id: string) => {
      const name = nameOf(users, id);
      return name ? `@${name}` : whole;
    })
    .replace(/<#([A-Z0-9]+)(?:\|[^>]*)?>/g, (whole, id: string) => {
      const name = nameOf(channels, id);
      return name ? `#${name}` : whole;
    });
  return unescapeEntities(typed);
}
