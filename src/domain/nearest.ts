/** Steps of one letter (insert, drop, change) between two words. */
const distance = (from: string, to: string): number => {
  const target = [...to];
  let row = Array.from({ length: target.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (const [column, other] of target.entries()) {
      const change = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(change, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
};

/** The known word closest to what was written, letter case aside; undefined when none is close enough to be meant. */
export const nearest = (written: string, known: readonly string[]): string | undefined => {
  const scored = known
    .map((word) => ({ word, steps: distance(written.toLowerCase(), word.toLowerCase()) }))
    .sort((one, other) => one.steps - other.steps);
  const best = scored[0];
  return best && best.steps <= Math.max(2, Math.floor(best.word.length / 3)) ? best.word : undefined;
};
