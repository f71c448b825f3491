import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { differingBytes, type Places } from "./differing-bytes.ts";
import { differingZips } from "./differing-zips.ts";

/** A file that two folders do not have alike. */
export interface DifferentFile {
  /** Relative to both folders, with `/` between steps. */
  readonly path: string;
  /** `only here`, `only there`, or what differs in it. */
  readonly reasons: readonly string[];
}

/** All files below a folder, sorted. */
export const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();

/** The files of two folders that are not the same byte for byte, sorted by path. */
export function differentFiles(here: string, there: string, places: Places): readonly DifferentFile[] {
  const [own, other] = [new Set(filesBelow(here)), new Set(filesBelow(there))];
  return [...new Set([...own, ...other])].sort().flatMap((path) => {
    if (!other.has(path)) return [{ path, reasons: [`only here${stackless(path, other)}`] }];
    if (!own.has(path)) return [{ path, reasons: [`only there${stackless(path, own)}`] }];
    const [left, right] = [readFileSync(join(here, path)), readFileSync(join(there, path))];
    if (left.equals(right)) return [];
    const differing = path.endsWith(".zip") ? differingZips : differingBytes;
    return [{ path, reasons: differing(left, right, places) }];
  });
}

/** A stack that an app no longer has stays in its output folder. */
function stackless(path: string, others: ReadonlySet<string>): string {
  const [, stack] = /^stacks\/([^/]+)\//.exec(path) ?? [];
  const isKnown = stack === undefined || [...others].some((other) => other.startsWith(`stacks/${stack}/`));
  return isKnown ? "" : `, where alone there is a stack ${stack}`;
}
