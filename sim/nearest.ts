/** The known word that takes the fewest changed letters to reach, letter case aside; undefined when no letter of what was written would stay. */
export function nearest(written: string, known: readonly string[]): string | undefined {
  const ranked = known.map((word) => ({ word, letters: changedLetters(written.toLowerCase(), word.toLowerCase()) }));
  const [best] = ranked.sort((one, other) => one.letters - other.letters);
  return best && best.letters < written.length ? best.word : undefined;
}

/** Letters put in, left out or replaced between two words. */
function changedLetters(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [down, letter] of [...from].entries()) {
    const next = [down + 1];
    for (const [across, other] of [...to].entries()) {
      const kept = (row[across] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(kept, (row[across + 1] ?? 0) + 1, (next[across] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
