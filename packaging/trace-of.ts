import { posix } from "node:path";
import type { Metafile } from "esbuild";
import { addFoldersBelow, globFolder, isGlob } from "./glob-import.ts";
import {
  type Lookup,
  lookUpImport,
  lookUpInPackage,
  lookUpPackageJson,
  type ResolvedImport,
} from "./import-lookup.ts";
import { numberedLookups } from "./numbered-lookups.ts";
import { packageFolder } from "./package-folder.ts";
import type { SourceTree } from "./source-tree.ts";
import { type Trace, tracedDigest } from "./trace.ts";

/** Imports that a plugin resolved, by the path of the file that has them: the metafile does not tell what they are. */
export type ResolvedImports = ReadonlyMap<string, readonly ResolvedImport[]>;

/** What was looked at for files, by their paths. */
export type Lookups = Map<string, Lookup>;

/** Notes what bundles of one pass of esbuild were made from, each file as it is now. */
export interface Tracer {
  /** `inputs` are the paths of all files of a bundle. */
  traceOf(inputs: readonly string[]): Trace;
}

/**
 * `known` has the lookups of earlier passes in which every file had the same imports, and gets those of this one. By default there
 * were none.
 */
export function createTracer(
  tree: SourceTree,
  metafile: Metafile,
  { resolved, known = new Map() }: { readonly resolved?: ResolvedImports; readonly known?: Lookups } = {},
): Tracer {
  const lookUpOnce = (path: string): Lookup => {
    const lookup = known.get(path) ?? lookUp(tree, path, metafile, resolved?.get(path) ?? []);
    known.set(path, lookup);
    return lookup;
  };
  const paths = Object.keys(metafile.inputs).filter((path) => tree.kindOf(path) === "file");
  const numbered = numberedLookups(new Map(paths.map((path) => [path, lookUpOnce(path)])));
  return {
    traceOf(inputs) {
      const { files, folders, links, absent, absentAbove } = numbered.merged(inputs);
      const paths = { files: byFolder(files), folders, links };
      return { ...paths, sha256: tracedDigest(paths, tree), absent, absentAbove };
    },
  };
}

/** All that was looked at for one file. */
function lookUp(
  tree: SourceTree,
  path: string,
  { inputs }: Metafile,
  resolved: readonly ResolvedImport[],
): Lookup {
  const lookup = emptyLookup();
  lookup.files.add(path);
  if (packageFolder(path) === undefined) lookUpPackageJson(tree, path, lookup);
  else lookUpInPackage(tree, posix.dirname(path), lookup);
  for (const { path: found, original, external } of inputs[path]?.imports ?? []) {
    const one = external ? { specifier: found, found: undefined } : { specifier: original ?? "", found };
    if (!isGlob(one.specifier)) lookUpImport(tree, path, one, lookup);
    else if (external) addFoldersBelow(tree, globFolder(path, found), lookup.folders);
  }
  for (const one of resolved) lookUpImport(tree, path, one, lookup);
  return lookup;
}

function emptyLookup(): Lookup {
  const [files, folders, links] = [new Set<string>(), new Set<string>(), new Set<string>()];
  return { files, folders, links, absent: new Set(), absentAbove: new Set() };
}

/** The names of files by folder, both in the order of the paths. */
function byFolder(sorted: readonly string[]): Record<string, readonly string[]> {
  const names: Record<string, string[]> = {};
  for (const path of sorted) {
    const end = path.lastIndexOf("/");
    const folder = end === -1 ? "." : path.slice(0, end);
    names[folder] ??= [];
    names[folder].push(path.slice(end + 1));
  }
  return names;
}
