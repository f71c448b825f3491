import { realpathSync } from "node:fs";
import type { Artifact } from "./artifact.ts";
import { cacheFolderPath, openCacheFolder } from "./cache-folder.ts";
import { ORIGINS_SUFFIX, type Origin } from "./origin.ts";
import { sha256 } from "./sha256.ts";

/**
 * Keeps in the cache what the artifacts of a build were made from, so that whoever learns from Terraform which zip is deployed finds it
 * again. A cache that cannot be written keeps nothing, which is no failure of the build.
 *
 * @param artifacts - that were built, and not recalled: those are known already.
 */
export function rememberOrigins(
  projectRoot: string,
  artifacts: readonly Artifact[],
  env: NodeJS.ProcessEnv,
): void {
  if (artifacts.length === 0) return;
  const lines = artifacts.map((artifact) => `${JSON.stringify(originOf(artifact))}\n`);
  const bytes = Buffer.from(lines.join(""));
  try {
    const folder = openCacheFolder(cacheFolderPath(realpathSync(projectRoot), env), {
      report: () => {},
      overflow: () => {
        throw new Error("What does not fit is not kept.");
      },
    });
    folder.write(`${sha256(bytes)}${ORIGINS_SUFFIX}`, bytes);
  } catch {
    // What was deployed is then compared with a manifest that somebody kept, or built again.
  }
}

function originOf({ zipPath: _, mapPath: __, ...origin }: Artifact): Origin {
  return origin;
}
