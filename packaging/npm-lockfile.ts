import { posix } from "node:path";
import { z } from "zod";
import { UserError } from "../reporting/user-error.ts";
import { parseJsonObject, readLayerFile, readLayerPackageJson } from "./layer-package-json.ts";
import type { LockedPackages } from "./locked-packages.ts";

/** The two files that decide what an npm layer holds. */
export interface NpmLockfile {
  readonly packageJson: Buffer;
  readonly packageLock: Buffer;
  /** The direct dependencies, sorted: what handlers may import. */
  readonly provides: readonly string[];
  readonly locked: LockedPackages;
}

const NAMES = z.record(z.string(), z.string()).optional();
/** Version 2 and later of the format ("package-lock.json" in the npm documentation). */
const LOCKFILE = z.object({
  lockfileVersion: z.number().min(2),
  packages: z.object({ "": z.object({ dependencies: NAMES, optionalDependencies: NAMES }) }).loose(),
});

/**
 * Reads `package.json` and `package-lock.json` of an npm layer; `shown` is the folder as messages name it.
 *
 * @throws UserError when one is missing or is not what npm writes, or when a package is a link to another folder.
 */
export function readNpmLockfile(folder: string, shown: string): NpmLockfile {
  const packageJson = readLayerPackageJson(folder, shown);
  parseJsonObject(packageJson, posix.join(shown, "package.json"));
  const packageLock = readLayerFile(folder, "package-lock.json");
  const advice = `Run "npm install --package-lock-only" in ${shown} and commit the lockfile.`;
  if (packageLock === undefined) {
    throw new UserError({
      at: shown,
      expected: "a package-lock.json beside package.json",
      found: "none",
      advice,
    });
  }
  const at = posix.join(shown, "package-lock.json");
  const lockfile = LOCKFILE.safeParse(parseJsonObject(packageLock, at));
  if (!lockfile.success) {
    throw new UserError({ at, expected: "a lockfile of npm 7 or later", found: "another format", advice });
  }
  const { packages } = lockfile.data;
  const direct = { ...packages[""].dependencies, ...packages[""].optionalDependencies };
  const provides = Object.keys(direct).filter((name) => `node_modules/${name}` in packages);
  refuseLinks(packages as LockedPackages, at);
  return { packageJson, packageLock, provides: provides.sort(), locked: packages as LockedPackages };
}

/** Of a link npm would install the link alone. */
function refuseLinks(locked: LockedPackages, at: string): void {
  const found = Object.entries(locked).find(([, { link, dev }]) => link && !dev);
  if (found === undefined) return;
  const [path, { resolved }] = found;
  throw new UserError({
    at,
    expected: "packages of a registry",
    found: `${path}, a link to ${resolved}`,
    advice: "Publish that package, or make it a layer of shared code.",
  });
}
