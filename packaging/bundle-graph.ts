import type { Metafile } from "esbuild";
import { globFolder, isGlob } from "./glob-import.ts";
import type { SourceTree } from "./source-tree.ts";

/** Which file leads to which, in all bundles of one pass of esbuild. */
export interface BundleGraph {
  /** The entry and all files that it imports, and so on; modules of plugins are no files. */
  filesFrom(entry: string): readonly string[];
}

export function bundleGraph(tree: SourceTree, { inputs }: Metafile): BundleGraph {
  const imports = new Map<string, readonly string[]>();
  const files = new Set(Object.keys(inputs).filter((path) => tree.kindOf(path) === "file"));
  const importsOf = (path: string): readonly string[] => {
    const known = imports.get(path) ?? importedInputs(path, inputs);
    imports.set(path, known);
    return known;
  };
  return {
    filesFrom(entry) {
      const reached = new Set([entry]);
      for (const path of reached) for (const imported of importsOf(path)) reached.add(imported);
      return [...reached].filter((path) => files.has(path));
    },
  };
}

function importedInputs(path: string, inputs: Metafile["inputs"]): readonly string[] {
  return (inputs[path]?.imports ?? []).flatMap(({ path: imported, external }) => {
    if (!external) return imported in inputs ? [imported] : [];
    if (!isGlob(imported)) return [];
    const below = `${globFolder(path, imported)}/`;
    return Object.keys(inputs).filter((input) => input.startsWith(below));
  });
}
