/** Things that are hidden, each until a moment in milliseconds since 1970. */
export interface HiddenEntries<Entry> {
  add(entry: Entry, untilMs: number): void;
  /** Whether it was there. */
  delete(entry: Entry): boolean;
  all(): readonly Entry[];
  /** The moment of the first of them. */
  nextMs(): number | undefined;
  /** Takes out those whose moment has come. */
  takeDue(nowMs: number): readonly Entry[];
}

export function createHiddenEntries<Entry>(): HiddenEntries<Entry> {
  const moments = new Map<Entry, number>();
  const byMoment = new Map<number, Set<Entry>>();
  let firstMs: number | undefined;

  const remove = (entry: Entry): boolean => {
    const ms = moments.get(entry);
    if (ms === undefined) return false;
    moments.delete(entry);
    const others = byMoment.get(ms);
    others?.delete(entry);
    if (others?.size !== 0) return true;
    byMoment.delete(ms);
    if (ms === firstMs) firstMs = earliest(byMoment.keys());
    return true;
  };

  return {
    add(entry, untilMs) {
      remove(entry);
      moments.set(entry, untilMs);
      byMoment.set(untilMs, (byMoment.get(untilMs) ?? new Set()).add(entry));
      firstMs = Math.min(firstMs ?? untilMs, untilMs);
    },
    delete: remove,
    all: () => [...moments.keys()],
    nextMs: () => firstMs,
    takeDue(nowMs) {
      const due: Entry[] = [];
      while (firstMs !== undefined && firstMs <= nowMs) {
        for (const entry of byMoment.get(firstMs) ?? []) {
          due.push(entry);
          remove(entry);
        }
      }
      return due;
    },
  };
}

function earliest(moments: Iterable<number>): number | undefined {
  let first: number | undefined;
  for (const ms of moments) if (first === undefined || ms < first) first = ms;
  return first;
}
