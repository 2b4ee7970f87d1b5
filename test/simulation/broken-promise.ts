/** A promise of the job layer that did not hold. */
export class BrokenPromise extends Error {
  constructor(message: string) {
    super(message);
    this.name = "BrokenPromise";
  }
}

/** What broke in a run. Noted where it is seen and told at the end of the event: the code under test must not catch it. */
export interface Promises {
  readonly broken: readonly BrokenPromise[];
  insist(holds: boolean, otherwise: () => string): void;
}

export const createPromises = (): Promises => {
  const broken: BrokenPromise[] = [];
  return {
    broken,
    insist(holds, otherwise) {
      if (!holds) broken.push(new BrokenPromise(otherwise()));
    },
  };
};
