import { resolve } from "node:path";

/**
 * What every contender is started with: the folder of the app, the folder to write to, and a choice of its own.
 *
 * @returns {{ readonly appFolder: string, readonly outFolder: string, readonly choice: string | undefined }}
 */
export function contenderArguments() {
  const [appFolder, outFolder, choice] = process.argv.slice(2);
  if (appFolder === undefined || outFolder === undefined)
    throw new Error("Give an app folder and an out folder.");
  return { appFolder: resolve(appFolder), outFolder: resolve(outFolder), choice };
}
