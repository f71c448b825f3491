import type { Effort } from "./effort.ts";
import type { Glob } from "./glob.ts";
import { type Globs, hasText } from "./has-text.ts";
import type { Region } from "./region.ts";

/** The patterns of a region, as they stand in policies, of which something is in it; the narrower one where two policies have both. */
export function shownGlobs({ allOf, noneOf }: Region, effort: Effort): Globs {
  const [first = [], ...others] = allOf;
  if (effort.left < 0) return first;
  let shown: Globs = first;
  for (const other of others) {
    shown = shown.flatMap((glob) => other.flatMap((narrower) => narrowed(glob, narrower, effort)));
  }
  const different = [...new Map(shown.map((glob) => [glob.key, glob])).values()];
  const left = different.filter((glob) => hasText([[glob]], noneOf, effort));
  return left.length === 0 ? first : left;
}

function narrowed(glob: Glob, other: Glob, effort: Effort): Globs {
  if (!hasText([[glob], [other]], [], effort)) return [];
  const isWithin = !hasText([[glob]], [other], effort);
  const contains = !isWithin && !hasText([[other]], [glob], effort);
  return [contains ? other : glob];
}
