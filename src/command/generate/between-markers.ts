export interface Markers {
  start: string;
  end: string;
}

/** The text with everything between two marker lines replaced; undefined when it does not hold both, in order. */
export const betweenMarkers = (text: string, { start, end }: Markers, body: string): string | undefined => {
  const from = text.indexOf(start);
  const to = text.indexOf(end, from + start.length);
  if (from < 0 || to < 0) return undefined;
  const lineEnd = text.indexOf("\n", from);
  const lineStart = text.lastIndexOf("\n", to) + 1;
  return `${text.slice(0, lineEnd + 1)}${body}${text.slice(lineStart)}`;
};
