/**
 * The known word that was most likely meant, letter case aside: one that begins with what was written, or with the fewest
 * changed letters to it, then the same by its parts ("hackaton" for "hackathon-morning"). Undefined when none is near.
 */
export function nearest(written: string, known: readonly string[]): string | undefined {
  const wanted = written.toLowerCase();
  return mostLike(wanted, known, (word) => [word]) ?? mostLike(wanted, known, partsOf);
}

/** Fewer letters than this begin too many words. */
const fewestLetters = 2;

/** Of a name in kebab case or camel case. */
const partsOf = (word: string): string[] => word.split(/[-_ ]|(?=[A-Z])/);

function mostLike(
  wanted: string,
  known: readonly string[],
  formsOf: (word: string) => readonly string[],
): string | undefined {
  const forms = known.flatMap((word) => formsOf(word).map((form) => ({ word, form: form.toLowerCase() })));
  const begun = wanted.length < fewestLetters ? undefined : forms.find(({ form }) => form.startsWith(wanted));
  if (begun) return begun.word;
  const [best] = forms
    .map(({ word, form }) => ({ word, letters: changedLetters(wanted, form), most: mostChanged(wanted, form) }))
    .filter(({ letters, most }) => letters <= most)
    .sort((one, other) => one.letters - other.letters);
  return best?.word;
}

/** A third of the letters may be wrong, not all; of an email, those before the @, since all that is behind is often the same. */
function mostChanged(wanted: string, form: string): number {
  const letters = Math.min(...[wanted, form].map((word) => word.split("@")[0]?.length ?? 0));
  return Math.min(letters - 1, Math.ceil(letters / 3));
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
