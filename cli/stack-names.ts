/**
 * What to call each of several files: what is left of its path without the folders and the name that all have in common. A file alone
 * needs no name.
 */
export function stackNames(paths: readonly string[]): readonly string[] {
  if (paths.length < 2) return paths.map(() => "");
  const steps = paths.map((path) => path.split(/[\\/]/).filter((step) => step !== "." && step !== ""));
  const shortest = Math.min(...steps.map((list) => list.length)) - 1;
  let start = 0;
  while (start < shortest && steps.every((list) => list[start] === steps[0]?.[start])) start += 1;
  let end = 0;
  while (end < shortest - start && steps.every((list) => list.at(-1 - end) === steps[0]?.at(-1 - end)))
    end += 1;
  return steps.map((list) => list.slice(start, list.length - end).join("/"));
}
