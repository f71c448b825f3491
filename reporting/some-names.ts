/** As many are named where there are hundreds. */
const MAX_NAMES = 5;

/** `a, b and 12 more`: the first five of several names, all where no more than one would be left out. */
export function someNames(names: readonly string[]): string {
  const more = names.length - MAX_NAMES;
  return more > 1 ? `${names.slice(0, MAX_NAMES).join(", ")} and ${more} more` : names.join(", ");
}
