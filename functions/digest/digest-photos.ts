import type { DigestedPhoto } from "./parse-photo.ts";

export interface Digest {
  readonly photos: number;
  /** How many photos ended in each status, by name. */
  readonly statuses: Readonly<Record<string, number>>;
  /** On how many photos each label is, by name. */
  readonly labels: Readonly<Record<string, number>>;
}

export function digestPhotos(photos: readonly DigestedPhoto[]): Digest {
  return {
    photos: photos.length,
    statuses: count(photos.map(({ status }) => status)),
    labels: count(photos.flatMap(({ labels }) => [...new Set(labels)])),
  };
}

function count(names: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const name of [...names].sort()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries(counts);
}
