import { posix } from "node:path";
import type { Metafile } from "esbuild";
import {
  type Lookup,
  lookUpImport,
  lookUpInPackage,
  lookUpPackageJson,
  type ResolvedImport,
} from "./import-lookup.ts";
import { packageFolder } from "./package-folder.ts";
import type { SourceTree } from "./source-tree.ts";
import { type Trace, tracedDigest } from "./trace.ts";

/** What a bundle was made from, as esbuild describes it. */
export interface TracedBundle {
  readonly metafile: Metafile;
  /** The paths of its inputs; those that are no files, but modules of a plugin, do not count. */
  readonly inputs: readonly string[];
  /** Imports that a plugin resolved, by the path of the file that has them: the metafile does not tell what they are. */
  readonly resolved?: ReadonlyMap<string, readonly ResolvedImport[]>;
}

/** Notes what a bundle was made from, each file as it is now. */
export function traceOf(tree: SourceTree, { metafile, inputs, resolved }: TracedBundle): Trace {
  const lookup = emptyLookup();
  for (const path of withGlobbed(tree, inputs, metafile, lookup)) {
    if (tree.kindOf(path) !== "file") continue;
    lookup.files.add(path);
    merge(lookup, lookupsOf(tree, path, metafile));
    for (const one of resolved?.get(path) ?? []) lookUpImport(tree, path, one, lookup);
  }
  const paths = {
    files: byFolder(lookup.files),
    folders: [...lookup.folders].sort(),
    links: [...lookup.links].sort(),
  };
  return {
    ...paths,
    sha256: tracedDigest(paths, tree),
    absent: [...lookup.absent].sort(),
    absentAbove: [...lookup.absentAbove].sort(),
  };
}

/** The lookups of a file that several bundles share, as long as the tree is not opened again. */
const LOOKUPS = new WeakMap<Metafile, Map<string, Lookup>>();

function lookupsOf(tree: SourceTree, path: string, metafile: Metafile): Lookup {
  const known = LOOKUPS.get(metafile) ?? new Map<string, Lookup>();
  LOOKUPS.set(metafile, known);
  const existing = known.get(path);
  if (existing !== undefined) return existing;
  const lookup = emptyLookup();
  known.set(path, lookup);
  if (packageFolder(path) === undefined) lookUpPackageJson(tree, path, lookup);
  else lookUpInPackage(tree, posix.dirname(path), lookup);
  for (const { path: found, original, external } of metafile.inputs[path]?.imports ?? []) {
    const one = external ? { specifier: found, found: undefined } : { specifier: original ?? "", found };
    if (!isGlob(one.specifier)) lookUpImport(tree, path, one, lookup);
  }
  return lookup;
}

/** Imports by a pattern take what a folder has: its listing counts, and each file of it is an input. */
function withGlobbed(
  tree: SourceTree,
  inputs: readonly string[],
  { inputs: described }: Metafile,
  lookup: Lookup,
): ReadonlySet<string> {
  const all = new Set(inputs);
  for (const path of all) {
    for (const { path: specifier, external } of described[path]?.imports ?? []) {
      if (!external) {
        if (specifier in described) all.add(specifier);
      } else if (isGlob(specifier)) {
        const folder = posix.join(posix.dirname(path), specifier.slice(0, specifier.indexOf("*")), ".");
        const start = specifier.slice(0, specifier.indexOf("*")).endsWith("/")
          ? folder
          : posix.dirname(folder);
        listBelow(tree, start, lookup);
        for (const input of Object.keys(described)) if (input.startsWith(`${start}/`)) all.add(input);
      }
    }
  }
  return all;
}

function isGlob(specifier: string): boolean {
  return /^\.{1,2}\/.*\*/.test(specifier);
}

function listBelow(tree: SourceTree, folder: string, lookup: Lookup): void {
  lookup.folders.add(folder);
  for (const name of tree.namesIn(folder)) {
    const path = posix.join(folder, name);
    // A link could lead in circles; esbuild does not follow it either.
    const isPlain = tree.kindOf(path) === "folder" && tree.realPathOf(path)?.endsWith(name);
    if (isPlain && name !== "node_modules" && !lookup.folders.has(path)) listBelow(tree, path, lookup);
  }
}

function emptyLookup(): Lookup {
  const [files, folders, links] = [new Set<string>(), new Set<string>(), new Set<string>()];
  return { files, folders, links, absent: new Set(), absentAbove: new Set() };
}

function merge(into: Lookup, from: Lookup): void {
  for (const kind of ["files", "folders", "links", "absent", "absentAbove"] as const) {
    for (const value of from[kind]) into[kind].add(value);
  }
}

function byFolder(paths: ReadonlySet<string>): Record<string, readonly string[]> {
  const names: Record<string, string[]> = {};
  for (const path of [...paths].sort()) {
    const end = path.lastIndexOf("/");
    const folder = end === -1 ? "." : path.slice(0, end);
    names[folder] ??= [];
    names[folder].push(path.slice(end + 1));
  }
  return names;
}
