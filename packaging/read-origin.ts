import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isIntactRecord, recordEntries } from "./cache-record.ts";
import { type Origin, originEntry } from "./origin.ts";
import { parseOrigin } from "./read-manifest.ts";

/**
 * What the zip of this digest was made from, when it was built with this cache; undefined when it was not, or that is damaged.
 *
 * @param folder - of the cache, absolute.
 * @param sha256 - of the zip, in base64.
 * @param id - of the artifact; another one with the same bytes has to do where its own name was not known then.
 */
export function readOrigin(folder: string, sha256: string, id: string): Origin | undefined {
  const { name, key } = originEntry(sha256);
  try {
    const bytes = readFileSync(join(folder, name));
    if (!isIntactRecord(key, bytes)) return undefined;
    const origins = recordEntries(bytes)
      .map((line) => parseOrigin(JSON.parse(line)))
      .filter((origin) => origin !== undefined && origin.sha256 === sha256);
    return origins.find((origin) => origin?.id === id) ?? origins[0];
  } catch {
    return undefined;
  }
}
