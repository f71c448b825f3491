import { isBuiltin } from "node:module";
import type { Metafile } from "esbuild";

/**
 * The own modules whose bodies are evaluated before some package is evaluated for the first time. Where such a body has
 * effects, the package could see them; packages that are evaluated before all own code would not.
 */
export function modulesBeforePackages(entry: string, { inputs }: Metafile): readonly string[] {
  const evaluated = new Set<string>();
  const bodies: string[] = [];
  let count = 0; // of the bodies that some package follows
  const evaluate = (path: string): void => {
    if (evaluated.has(path)) return;
    evaluated.add(path);
    const module = inputs[path];
    if (module === undefined) {
      count = bodies.length;
      return;
    }
    for (const { path: imported, external } of module.imports) {
      if (!(external && isBuiltin(imported))) evaluate(imported);
    }
    bodies.push(path);
  };
  evaluate(entry);
  return bodies.slice(0, count);
}
