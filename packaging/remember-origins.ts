import { realpathSync } from "node:fs";
import type { Artifact } from "./artifact.ts";
import { type CacheFolder, cacheFolderPath, openCacheFolder } from "./cache-folder.ts";
import { isIntactRecord, recordBytes, recordEntries } from "./cache-record.ts";
import { type Origin, originEntry } from "./origin.ts";

/**
 * Keeps in the cache what each artifact was made from, under the digest of its zip: whoever learns from Terraform which digest is deployed
 * finds it again. Artifacts with the same bytes stand in one entry, and nothing is written where it is known already. A cache that
 * cannot be written keeps nothing, which is no failure of the build.
 */
export function rememberOrigins(
  projectRoot: string,
  artifacts: readonly Artifact[],
  env: NodeJS.ProcessEnv,
): void {
  try {
    const folder = openCacheFolder(cacheFolderPath(realpathSync(projectRoot), env), {
      report: () => {},
      overflow: () => {
        throw new Error("What does not fit is not kept.");
      },
    });
    const byDigest = new Map<string, Artifact[]>();
    for (const artifact of artifacts)
      byDigest.set(artifact.sha256, [...(byDigest.get(artifact.sha256) ?? []), artifact]);
    for (const [digest, same] of byDigest) remember(folder, digest, same.map(originOf));
  } catch {
    // What was deployed is then compared with a manifest that somebody kept, or built again.
  }
}

function remember(folder: CacheFolder, digest: string, origins: readonly Origin[]): void {
  const { name, key } = originEntry(digest);
  const bytes = folder.read(name, (content) => isIntactRecord(key, content));
  const known = bytes === undefined ? [] : recordEntries(bytes);
  const now = origins.map((origin) => JSON.stringify(origin));
  if (now.every((line) => known.includes(line))) return;
  const ids = new Set(origins.map(({ id }) => id));
  const others = known.filter((line) => !ids.has((JSON.parse(line) as Origin).id));
  folder.write(name, recordBytes(key, [...now, ...others]));
}

function originOf({ zipPath: _, mapPath: __, ...origin }: Artifact): Origin {
  return origin;
}
