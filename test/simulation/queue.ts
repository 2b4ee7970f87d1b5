interface Event {
  at: number;
  order: number;
  run: () => void;
  takenBack: boolean;
}

/** Events by time, those of one moment in the order they were added: a binary heap. */
export const createQueue = () => {
  const heap: Event[] = [];
  let added = 0;

  const before = (one: Event, other: Event): boolean =>
    one.at < other.at || (one.at === other.at && one.order < other.order);

  const swap = (one: number, other: number): void => {
    const moved = heap[one] as Event;
    heap[one] = heap[other] as Event;
    heap[other] = moved;
  };

  const rise = (from: number): void => {
    for (let at = from; at > 0; ) {
      const above = (at - 1) >> 1;
      if (!before(heap[at] as Event, heap[above] as Event)) return;
      swap(at, above);
      at = above;
    }
  };

  const sink = (): void => {
    for (let at = 0; ; ) {
      let first = at;
      for (const below of [2 * at + 1, 2 * at + 2]) {
        if (below < heap.length && before(heap[below] as Event, heap[first] as Event)) first = below;
      }
      if (first === at) return;
      swap(at, first);
      at = first;
    }
  };

  const takeFirst = (): Event | undefined => {
    const first = heap[0];
    const last = heap.pop();
    if (heap.length > 0) {
      heap[0] = last as Event;
      sink();
    }
    return first;
  };

  return {
    add(at: number, run: () => void): () => void {
      const event = { at, order: added, run, takenBack: false };
      added += 1;
      rise(heap.push(event) - 1);
      return () => {
        event.takenBack = true;
      };
    },
    take(): { at: number; run: () => void } | undefined {
      for (;;) {
        const first = takeFirst();
        if (!first?.takenBack) return first;
      }
    },
  };
};
