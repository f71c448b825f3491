import { readFileSync, realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { ArtifactInput } from "./artifact.ts";
import { type ArtifactStore, openArtifactStore, storeFolder } from "./artifact-store.ts";
import { sha256 } from "./sha256.ts";

/** What the parts of one build share. */
export interface BuildContext {
  /** Absolute, without symbolic links, as esbuild sees it. */
  readonly projectRoot: string;
  readonly store: ArtifactStore;
  /** The inputs at these paths (relative to the root), sorted; each file is read once in a build. */
  inputsAt(paths: Iterable<string>): readonly ArtifactInput[];
  /** A path as messages and the manifest show it: relative to the root, with `/`. */
  shown(absolute: string): string;
  /** Tells the user one line that is not an error. */
  readonly report: (line: string) => void;
}

export function createBuildContext(
  projectRoot: string,
  env: NodeJS.ProcessEnv,
  report: (line: string) => void,
): BuildContext {
  const root = realpathSync(projectRoot);
  const known = new Map<string, ArtifactInput>();
  const inputAt = (path: string): ArtifactInput => {
    const existing = known.get(path);
    if (existing !== undefined) return existing;
    const bytes = readFileSync(join(root, path));
    const input = { path, sha256: sha256(bytes), sizeBytes: bytes.length };
    known.set(path, input);
    return input;
  };
  return {
    projectRoot: root,
    store: openArtifactStore(storeFolder(root, env), report),
    inputsAt: (paths) => [...new Set(paths)].sort().map(inputAt),
    shown: (absolute) => relative(root, realpathIfThere(absolute)).split(sep).join("/") || ".",
    report,
  };
}

/** The path without symbolic links; of a path where nothing is, that of its nearest folder and the rest. */
function realpathIfThere(absolute: string): string {
  try {
    return realpathSync(absolute);
  } catch {
    const parent = join(absolute, "..");
    return parent === absolute ? absolute : join(realpathIfThere(parent), relative(parent, absolute));
  }
}
