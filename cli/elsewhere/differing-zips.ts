import { type CentralEntry, openZip, zipEntries } from "../../packaging/unzip.ts";
import { differingBytes, type Places } from "./differing-bytes.ts";

/** Why two zips are not the same: entries that only one has or that have other contents, or how the same entries are stored. */
export function differingZips(here: Uint8Array, there: Uint8Array, places: Places): readonly string[] {
  try {
    const [own, other] = [zipEntries(here), zipEntries(there)];
    const contents = [...lacking(own, other, "here"), ...lacking(other, own, "there")];
    const [read, readOther] = [openZip(here), openZip(there)];
    for (const [entry, same] of shared(own, other)) {
      if (entry.crc === same.crc && entry.sizeBytes === same.sizeBytes) continue;
      const [left, right] = [read.get(entry.path), readOther.get(entry.path)];
      const why = left && right ? differingBytes(left(), right(), places) : ["a folder in one of them"];
      contents.push(`${entry.path}: ${why.join(", ")}`);
    }
    return contents.length > 0 ? contents : [`the same entries, but for ${stored(own, other)}`];
  } catch (error) {
    return [`one is no zip that can be read: ${(error as Error).message}`];
  }
}

const lacking = (entries: readonly CentralEntry[], others: readonly CentralEntry[], side: string): string[] =>
  entries
    .filter(({ path }) => !others.some((other) => other.path === path))
    .map(({ path }) => `${path} only ${side}`);

const shared = (
  own: readonly CentralEntry[],
  other: readonly CentralEntry[],
): readonly (readonly [CentralEntry, CentralEntry])[] =>
  own.flatMap((entry) => {
    const same = other.find(({ path }) => path === entry.path);
    return same === undefined ? [] : [[entry, same] as const];
  });

function stored(own: readonly CentralEntry[], other: readonly CentralEntry[]): string {
  const differs = (field: "modified" | "mode" | "method"): boolean =>
    shared(own, other).some(([entry, same]) => entry[field] !== same[field]);
  const found = [
    ...(own.some(({ path }, index) => path !== other[index]?.path) ? ["their order"] : []),
    ...(differs("modified") ? ["their times"] : []),
    ...(differs("mode") ? ["their modes"] : []),
    ...(differs("method") ? ["how they are compressed"] : []),
  ];
  return found.join(" and ") || "how they are stored";
}
