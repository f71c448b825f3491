import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheFolderPath } from "../../packaging/cache-folder.ts";
import { MANIFEST_FILE } from "../../packaging/manifest.ts";
import { parseManifest } from "../../packaging/read-manifest.ts";
import { buildElsewhere } from "../elsewhere/build-elsewhere.ts";
import { linkPackages } from "../elsewhere/link-packages.ts";
import { writeOldSnapshot } from "../elsewhere/snapshot.ts";
import { type Base, manifestBase } from "./base.ts";

const LOCKFILE = "package-lock.json";

/**
 * What a commit builds: a clone of it gives the same bytes as whoever deployed it, so its manifest is that of the deploy. Its packages
 * are those that are installed here where its lockfile is the same, and installed otherwise.
 *
 * @returns undefined for one that does not build, which has said why
 */
export async function commitBase(revision: string, signal: AbortSignal): Promise<Base | undefined> {
  const folder = mkdtempSync(join(tmpdir(), "terraloom-why-"));
  try {
    const { name, root, folder: inside } = writeOldSnapshot(revision, folder);
    const copy = join(folder, inside);
    const isInstalled = textOf(join(copy, LOCKFILE)) === textOf(LOCKFILE);
    if (isInstalled) linkPackages(root, folder);
    const env = { ...process.env, TERRALOOM_CACHE: cacheFolderPath(process.cwd(), process.env) };
    const isDone = await buildElsewhere({ folder: copy, env, installs: !isInstalled, signal });
    if (!isDone) return undefined;
    const path = join(copy, "cdktf.out", MANIFEST_FILE);
    return manifestBase(parseManifest(readFileSync(path, "utf8"), path), `commit ${name}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const textOf = (path: string): string | undefined =>
  existsSync(path) ? readFileSync(path, "utf8") : undefined;
