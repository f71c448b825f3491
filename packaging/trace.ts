import { sha256 } from "./sha256.ts";
import type { SourceTree } from "./source-tree.ts";

/** What was looked at to make something; all paths are as in a {@link SourceTree}. */
export interface TracedPaths {
  /** The files that were read: their names, by folder. */
  readonly files: Readonly<Record<string, readonly string[]>>;
  /** The folders whose listing counts, because names were looked for in them. */
  readonly folders: readonly string[];
  /** Paths that may be symbolic links. */
  readonly links: readonly string[];
}

/**
 * What something was made from, and what must still hold for it to be made the same. Content alone counts, never a time or
 * the place of the project.
 */
export interface Trace extends TracedPaths {
  /** Of the content of the files, the listings of the folders and the targets of the links, in hexadecimal digits. */
  readonly sha256: string;
  /** Paths at which nothing may be, because it would have been found first. */
  readonly absent: readonly string[];
  /** Names that no folder above the root may have. */
  readonly absentAbove: readonly string[];
}

/** Whether all that a trace says is so. */
export function traceHolds(trace: Trace, tree: SourceTree): boolean {
  return (
    trace.absent.every((path) => tree.kindOf(path) === undefined) &&
    trace.absentAbove.every((name) => tree.isNowhereAbove(name)) &&
    tracedDigest(trace, tree) === trace.sha256
  );
}

/** The digest of what is at the paths of a trace now. */
export function tracedDigest({ files, folders, links }: TracedPaths, tree: SourceTree): string {
  const found: (string | undefined)[] = [];
  for (const folder in files) {
    for (const name of files[folder] ?? []) found.push(tree.contentIn(folder, name)?.sha256);
  }
  for (const path of folders) found.push(tree.listingOf(path));
  for (const path of links) found.push(tree.realPathOf(path));
  return sha256(found.join("\n"));
}
