import { realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { ArtifactInput } from "./artifact.ts";
import { type ArtifactStore, openArtifactStore } from "./artifact-store.ts";
import { type BuildCache, openBuildCache } from "./build-cache.ts";
import { type CacheFolder, cacheFolderPath, openCacheFolder } from "./cache-folder.ts";
import { openSourceTree, type SourceTree } from "./source-tree.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** What the parts of one build share. */
export interface BuildContext {
  /** Absolute, without symbolic links, as esbuild sees it. */
  readonly projectRoot: string;
  readonly cacheFolder: CacheFolder;
  readonly store: ArtifactStore;
  readonly cache: BuildCache;
  readonly tree: SourceTree;
  /** The inputs at these paths (relative to the root), sorted; each file is read once in a build. */
  inputsAt(paths: Iterable<string>): readonly ArtifactInput[];
  /** A path as messages and the manifest show it: relative to the root, with `/`. */
  shown(absolute: string): string;
  /** Tells the user one line that is not an error. */
  readonly report: (line: string) => void;
}

/** `overflow` gives the folder for what the cache cannot take; by default one that goes with this process. */
export function createBuildContext(
  projectRoot: string,
  env: NodeJS.ProcessEnv,
  report: (line: string) => void,
  overflow: () => string = temporaryFolder,
): BuildContext {
  const root = realpathSync(projectRoot);
  const cacheFolder = openCacheFolder(cacheFolderPath(root, env), { report, overflow });
  const store = openArtifactStore(cacheFolder);
  const tree = openSourceTree(root);
  return {
    projectRoot: root,
    cacheFolder,
    store,
    cache: openBuildCache(cacheFolder, store, tree),
    tree,
    inputsAt: (paths) => inputsIn(tree, paths),
    shown: shownFrom(root),
    report,
  };
}

/** The same context with a tree of its own, which has read nothing yet. */
export function readingAgain(context: BuildContext): BuildContext {
  const tree = openSourceTree(context.projectRoot);
  return { ...context, tree, inputsAt: (paths) => inputsIn(tree, paths) };
}

function inputsIn(tree: SourceTree, paths: Iterable<string>): readonly ArtifactInput[] {
  return [...new Set(paths)].sort().map((path) => inputAt(tree, path));
}

function inputAt(tree: SourceTree, path: string): ArtifactInput {
  const content = tree.contentOf(path);
  if (content === undefined) throw new Error(`${path} is gone.`);
  return { path, ...content };
}

/** A function's entry is shown for its key, its artifact and its messages. */
function shownFrom(root: string): BuildContext["shown"] {
  const known = new Map<string, string>();
  return (absolute) => {
    const shown =
      known.get(absolute) ?? (relative(root, realpathIfThere(absolute)).split(sep).join("/") || ".");
    known.set(absolute, shown);
    return shown;
  };
}

/** The path without symbolic links; of a path where nothing is, that of its nearest folder and the rest. */
function realpathIfThere(absolute: string): string {
  try {
    return realpathSync.native(absolute);
  } catch {
    const parent = join(absolute, "..");
    return parent === absolute ? absolute : join(realpathIfThere(parent), relative(parent, absolute));
  }
}
