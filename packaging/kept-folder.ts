import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CONTENT_FILE, hostLayerContent, isIntactHostLayer, touchHostLayer } from "./host-layer-content.ts";
import type { ZipFile } from "./zip-file.ts";

export interface KeptFolder {
  /** It need not exist. */
  readonly cacheFolder: string;
  /** A word and the SHA-256 of all that the content depends on: `layer-<64 digits>`. */
  readonly name: string;
  /** What the folder holds, as messages name it: `layer`. */
  readonly shown: string;
  /** Gets one line when the cache has a damaged copy. */
  readonly report: (line: string) => void;
}

/**
 * A folder in the cache that is made once for each content and found again, intact, afterwards. Several processes may make
 * it at the same time.
 *
 * @param make fills a new folder and gives the files that it has put there
 */
export async function keptFolder(
  { cacheFolder, name, shown, report }: KeptFolder,
  make: (folder: string) => Promise<Iterable<ZipFile>>,
): Promise<string> {
  const folder = join(cacheFolder, name);
  if (existsSync(folder)) {
    touchHostLayer(folder);
    if (isIntactHostLayer(folder)) return folder;
    report(`The stored ${shown} ${name} is damaged and is installed again.`);
    rmSync(folder, { recursive: true, force: true });
  }
  const beside = join(cacheFolder, `${name.slice(name.indexOf("-") + 1)}.${randomUUID()}.partial`);
  try {
    mkdirSync(beside, { recursive: true });
    const files = await make(beside);
    writeFileSync(join(beside, CONTENT_FILE), hostLayerContent(name, files));
    renameSync(beside, folder);
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    // Another process finished the same install first: its folder is as good.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
