import { readdirSync } from "node:fs";
import { basename, join } from "node:path";

/**
 * The handlers of a generated app, by name.
 *
 * @param {string} appFolder
 */
export function handlerEntries(appFolder) {
  const folder = join(appFolder, "handlers");
  return readdirSync(folder)
    .sort()
    .map((file) => ({ name: basename(file, ".ts"), entry: join(folder, file) }));
}
