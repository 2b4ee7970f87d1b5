/** What was typed and not sent, by place; it outlives a reload of this tab. */
export interface Drafts {
  get(place: string): string;
  set(place: string, text: string): void;
}

/** What a place looked like when one left it. */
export interface Memory {
  drafts: Drafts;
  /** How far down one was reading, in px, by place; absent for the end. */
  positions: Map<string, number>;
}

/** Keeps drafts in this tab's storage: two tabs, two people, two drafts. */
export function createMemory(storage: Storage): Memory {
  const keyOf = (place: string) => `draft ${place}`;
  return {
    drafts: {
      get: (place) => storage.getItem(keyOf(place)) ?? "",
      set(place, text) {
        if (text) storage.setItem(keyOf(place), text);
        else storage.removeItem(keyOf(place));
      },
    },
    positions: new Map(),
  };
}
