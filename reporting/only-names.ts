/** What was found in the place of a name that is not there: `only a, b`, or `none at all`. */
export function onlyNames(names: readonly string[]): string {
  return names.length === 0 ? "none at all" : `only ${names.join(", ")}`;
}
