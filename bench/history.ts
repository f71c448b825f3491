import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";

/** What one run measured, on what kind of machine; nothing that names the machine or its user. */
export interface HistoryEntry {
  readonly date: string;
  readonly node: string;
  readonly cpu: string;
  readonly ratios: Readonly<Record<string, number>>;
}

/** Adds the ratios of a run to a file of JSON that keeps those of all runs, the latest last. */
export function recordRatios(file: string, ratios: Readonly<Record<string, number>>): void {
  const earlier: readonly HistoryEntry[] = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
  const entry: HistoryEntry = {
    date: new Date().toISOString().slice(0, 10),
    node: process.versions.node,
    cpu: `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? "unknown CPU"}`,
    ratios: Object.fromEntries(
      Object.entries(ratios).map(([name, ratio]) => [name, Number(ratio.toFixed(2))]),
    ),
  };
  writeFileSync(file, `${JSON.stringify([...earlier, entry], undefined, 2)}\n`);
}
