import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ORIGINS_SUFFIX, type Origin } from "./origin.ts";
import { parseOrigin } from "./read-manifest.ts";
import { sha256 as digestOf } from "./sha256.ts";

/**
 * What the zip of this digest was made from in the latest build that made it, when it was built with this cache; undefined when it was not.
 * Entries that are damaged do not count.
 *
 * @param folder - of the cache, absolute.
 * @param sha256 - of the zip, in base64.
 * @param id - of the artifact; another one with the same bytes has to do where its own name was not known then.
 */
export function readOrigin(folder: string, sha256: string, id: string): Origin | undefined {
  const found = latestFirst(folder).flatMap((path) => originsIn(path, sha256));
  return found.find((origin) => origin.id === id) ?? found[0];
}

function latestFirst(folder: string): readonly string[] {
  return namesIn(folder)
    .filter((name) => name.endsWith(ORIGINS_SUFFIX))
    .map((name) => ({ path: join(folder, name), writtenAt: writtenAt(join(folder, name)) }))
    .sort((a, b) => b.writtenAt - a.writtenAt)
    .map(({ path }) => path);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // nothing was built yet
  }
}

/** One that another process has removed by now counts as old. */
const writtenAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function originsIn(path: string, sha256: string): readonly Origin[] {
  try {
    const bytes = readFileSync(path);
    if (!path.endsWith(`${digestOf(bytes)}${ORIGINS_SUFFIX}`)) return [];
    const lines = bytes.toString("utf8").split("\n");
    return lines
      .filter((line) => line.includes(sha256))
      .map((line) => parseOrigin(JSON.parse(line)))
      .filter((origin) => origin !== undefined && origin.sha256 === sha256) as readonly Origin[];
  } catch {
    return [];
  }
}
