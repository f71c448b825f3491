import type { ManifestEntry } from "../../packaging/manifest.ts";
import { mayDeclare } from "./watched-path.ts";

/** What has to be done about saved files. */
export interface Concern {
  /** The functions and layers to build, by their ids. */
  readonly artifactIds: readonly string[];
  /** Whether the app must be synthesized, which builds all of it. */
  readonly needsSynth: boolean;
}

/**
 * Whom saved files concern: the functions and layers that are made from them, else the declaration of the app.
 *
 * @param paths relative to the project's root, with `/` between folders
 */
export function concernOf(paths: readonly string[], entries: readonly ManifestEntry[]): Concern {
  const ids = new Set<string>();
  let needsSynth = false;
  for (const path of paths) {
    const users = entries.filter(({ inputs }) => inputs.some((input) => input.path === path));
    for (const entry of users) {
      if (isBuiltAlone(entry) && !saysWhatItIs(entry, path)) ids.add(entry.id);
      else needsSynth = true;
    }
    if (users.length === 0 && mayDeclare(path)) needsSynth = true;
  }
  return { artifactIds: [...ids].sort(), needsSynth };
}

/** Whether the manifest says all that is needed to build it again: code that is bundled for Node.js. */
export function isBuiltAlone({ kind, options }: ManifestEntry): boolean {
  return kind !== "npm-layer" && options.platform === "node";
}

/** The name and the entry of a layer of shared code, which other bundles depend on. */
function saysWhatItIs({ kind, source }: ManifestEntry, path: string): boolean {
  return kind === "source-layer" && path === `${source}/package.json`;
}
