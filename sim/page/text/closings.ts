const isWord = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}]/u.test(char);

/**
 * Where a mark of this text closes, by the index at which it opens, or -1: on its own line, after a non-space, before a
 * non-word, outside code and references. What was once walked in vain is not walked again for the same mark: a line of
 * nothing but opening marks would else take the square of its length.
 */
export function createClosings(text: string): (start: number) => number {
  const inVain = new Map<string, Set<number>>();
  const lastBracket = text.lastIndexOf(">");
  const lastTick = text.lastIndexOf("`");
  const skipFrom = (at: number): number => {
    if (text[at] === "`" && at < lastTick) return text.indexOf("`", at + 1);
    if (text[at] === "<" && at < lastBracket) return text.indexOf(">", at + 1);
    return at;
  };
  return (start) => {
    const mark = text.charAt(start);
    const hopeless = inVain.get(mark) ?? new Set();
    inVain.set(mark, hopeless);
    const walked: number[] = [];
    for (let at = start + 1; at < text.length && text[at] !== "\n" && !hopeless.has(at); at++) {
      walked.push(at);
      const isMark = text[at] === mark && at > start + 1;
      if (isMark && /\S/.test(text.charAt(at - 1)) && !isWord(text[at + 1])) return at;
      at = skipFrom(at);
    }
    for (const at of walked) hopeless.add(at);
    return -1;
  };
}
