/** One line of the report: a ratio against a baseline of the same run, or a plain count, with its goal. */
export interface Measure {
  name: string;
  /** As it is read: "3.1 ms against 0.9 ms". */
  seen: string;
  value: number;
  goal: { atMost: number; unit: string };
  stretch?: number;
}

const verdict = ({ value, goal, stretch }: Measure): string => {
  if (stretch !== undefined && value <= stretch) return "met (stretch too)";
  return value <= goal.atMost ? "met" : "NOT MET";
};

/** Prints every measure with its goal; answers whether all are met. */
export const printReport = (measures: readonly Measure[]): boolean => {
  for (const measure of measures) {
    const { name, seen, value, goal, stretch } = measure;
    const aim = `goal ≤ ${goal.atMost}${goal.unit}${stretch === undefined ? "" : `, stretch ≤ ${stretch}${goal.unit}`}`;
    process.stdout.write(`${name}\n  ${value.toFixed(2)}${goal.unit} (${seen}); ${aim}: ${verdict(measure)}\n`);
  }
  return measures.every(({ value, goal }) => value <= goal.atMost);
};
