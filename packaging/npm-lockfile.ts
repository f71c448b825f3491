import { posix } from "node:path";
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
  const lockfile = lockedIn(parseJsonObject(packageLock, at));
  if (lockfile === undefined) {
    throw new UserError({ at, expected: "a lockfile of npm 7 or later", found: "another format", advice });
  }
  refuseLinks(lockfile.locked, at);
  return { packageJson, packageLock, ...lockfile };
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

/** Of a lockfile of version 2 or later ("package-lock.json" in the npm documentation); undefined for anything else. */
function lockedIn({
  lockfileVersion,
  packages,
}: JsonObject): Pick<NpmLockfile, "provides" | "locked"> | undefined {
  const root = isObject(packages) ? packages[""] : undefined;
  if (typeof lockfileVersion !== "number" || lockfileVersion < 2 || !isObject(packages) || !isObject(root)) {
    return undefined;
  }
  const { dependencies = {}, optionalDependencies = {} } = root;
  if (!isObject(dependencies) || !isObject(optionalDependencies)) return undefined;
  const direct = Object.keys({ ...dependencies, ...optionalDependencies });
  const provides = direct.filter((name) => `node_modules/${name}` in packages).sort();
  return { provides, locked: packages as LockedPackages };
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
