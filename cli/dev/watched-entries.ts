import type { ManifestEntry } from "../../packaging/manifest.ts";
import { onlyNames } from "../../reporting/only-names.ts";
import { UserError } from "../../reporting/user-error.ts";

/**
 * The functions of a stack by their names in the app, all where none is named, and the layers that they use.
 *
 * @throws UserError for a name that no function has.
 */
export function watchedEntries(
  entries: readonly ManifestEntry[],
  stack: string,
  names: readonly string[],
): readonly ManifestEntry[] {
  const ofStack = entries.filter((entry) => entry.stack === stack);
  if (names.length === 0) return ofStack;
  const functions = ofStack.filter(({ kind }) => kind === "function");
  for (const name of names) {
    if (functions.some(({ address }) => address === name)) continue;
    const found = functions.map(({ address }) => address).sort();
    throw new UserError({
      expected: `a function "${name}"`,
      found: onlyNames(found),
      advice: "Check the spelling, or declare it.",
    });
  }
  const watched = functions.filter(({ address }) => names.includes(address));
  return ofStack.filter(
    (entry) => watched.includes(entry) || watched.some(({ layers }) => layers.includes(entry.id)),
  );
}
