import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";

/** A file that two folders do not have alike. */
export interface DifferentFile {
  /** Relative to both folders, with `/` between steps. */
  readonly path: string;
  /** `only here`, `only there`, or where it differs: a line, the entries of a zip. */
  readonly where: string;
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
export function differentFiles(here: string, there: string): readonly DifferentFile[] {
  const [own, other] = [new Set(filesBelow(here)), new Set(filesBelow(there))];
  return [...new Set([...own, ...other])].sort().flatMap((path) => {
    if (!other.has(path)) return [{ path, where: "only here" }];
    if (!own.has(path)) return [{ path, where: "only there" }];
    const [left, right] = [readFileSync(join(here, path)), readFileSync(join(there, path))];
    return left.equals(right)
      ? []
      : [{ path, where: path.endsWith(".zip") ? zipDifference(left, right) : textDifference(left, right) }];
  });
}

function zipDifference(left: Uint8Array, right: Uint8Array): string {
  const [old, now] = [entries(left), entries(right)];
  if (old === undefined || now === undefined) return "one is no zip";
  const names = [...new Set([...old.keys(), ...now.keys()])].sort();
  const different = names.filter(
    (name) =>
      !Buffer.from(old.get(name) ?? []).equals(Buffer.from(now.get(name) ?? [])) ||
      old.has(name) !== now.has(name),
  );
  return different.length === 0 ? "the same entries, stored in another way" : `in ${different.join(", ")}`;
}

function entries(zip: Uint8Array): ReadonlyMap<string, Uint8Array> | undefined {
  try {
    return new Map(Object.entries(unzipSync(zip)));
  } catch {
    return undefined;
  }
}

function textDifference(left: Buffer, right: Buffer): string {
  const [old, now] = [left, right].map((bytes) => bytes.toString("utf8").split("\n")) as [string[], string[]];
  const line = old.findIndex((text, index) => text !== now[index]);
  return `from line ${(line < 0 ? old.length : line) + 1} on`;
}
