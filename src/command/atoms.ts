/** The smallest thing of a command's text: one typed character, or one of Slack's escapes with what it stands for. */
export interface Atom {
  text: string;
  /** From an escape: never a quote, a space or a dash of the grammar. */
  opaque: boolean;
  slackId?: string;
}

// docs.slack.dev, "Formatting message text": only these three characters are escaped; everything special stands in < >.
const entities: ReadonlyMap<string, string> = new Map([
  ["&amp;", "&"],
  ["&lt;", "<"],
  ["&gt;", ">"],
]);
const escapes =
  /&(?:amp|lt|gt);|<(?<sign>[@#!])(?<id>[^<>|]+)(?:\|(?<name>[^<>]*))?>|<(?<url>[a-z][a-z0-9+.-]*:[^<>|]+)(?:\|(?<label>[^<>]*))?>/giu;

const decode = (text: string): string =>
  text.replaceAll(/&(?:amp|lt|gt);/g, (entity) => entities.get(entity) ?? entity);

/** What a person saw when they typed: the label of a link Slack made by itself, the name behind a mention. */
const shown = ({ sign, id, name, url, label }: Record<string, string | undefined>): string => {
  if (url !== undefined) return decode(label || url.replace(/^(?:mailto|tel):/i, ""));
  if (sign === "@") return `@${decode(name || id || "")}`;
  if (sign === "#") return `#${decode(name || id || "")}`;
  return decode(name || `@${(id ?? "").split("^")[0]}`);
};

/** Text as Slack sends it (escaped, mentions as `<@U…|name>`), taken apart. Anything that only looks like an escape stays as it is. */
export const atomsOf = (text: string): Atom[] => {
  const atoms: Atom[] = [];
  let at = 0;
  const plain = (until: number): void => {
    for (const character of text.slice(at, until)) atoms.push({ text: character, opaque: false });
  };
  for (const match of text.matchAll(escapes)) {
    plain(match.index);
    at = match.index + match[0].length;
    const entity = entities.get(match[0].toLowerCase());
    const groups = match.groups ?? {};
    if (entity !== undefined) atoms.push({ text: entity, opaque: true });
    else if (groups.sign === "@" && groups.id) {
      atoms.push({ text: shown(groups), opaque: true, slackId: groups.id });
    } else atoms.push({ text: shown(groups), opaque: true });
  }
  plain(text.length);
  return atoms;
};
