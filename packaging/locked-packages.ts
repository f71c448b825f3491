import { posix } from "node:path";
import type { NpmTarget } from "./npm-target.ts";
import { packageFolder } from "./package-folder.ts";
import type { ZipFile } from "./zip-file.ts";

/** As whoever published the package wrote it. */
type Names = string | readonly string[] | undefined;

/** An entry of `packages` in a lockfile ("package-lock.json" in the npm documentation), as far as it counts here. */
export interface LockedPackage {
  readonly version?: string | undefined;
  /** Of the package that lies there, where it is installed under another name. */
  readonly name?: string | undefined;
  readonly link?: boolean | undefined;
  readonly resolved?: string | undefined;
  readonly dev?: boolean | undefined;
  readonly os?: Names;
  readonly cpu?: Names;
  readonly libc?: Names;
  readonly dependencies?: Readonly<Record<string, string>> | undefined;
  readonly optionalDependencies?: Readonly<Record<string, string>> | undefined;
  readonly peerDependencies?: Readonly<Record<string, string>> | undefined;
}

/** By their paths: `node_modules/sharp`, and "" for the package that has the lockfile. */
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

/**
 * The packages of a lockfile that production needs on `target`, by path.
 *
 * Releases of npm disagree on this: npm 10 also installs what only packages for other machines need (the WebAssembly runtime
 * beside sharp), npm 11 leaves it out. So it is not npm that decides.
 */
export function neededPackages(
  locked: LockedPackages,
  target: NpmTarget,
): ReadonlyMap<string, LockedPackage> {
  const needed = new Map<string, LockedPackage>();
  const visit = (from: string, { dependencies, optionalDependencies, peerDependencies }: LockedPackage) => {
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      const path = lockedPath(locked, from, name);
      const found = path === undefined ? undefined : locked[path];
      if (path === undefined || found === undefined || needed.has(path) || !runsOn(found, target)) continue;
      needed.set(path, found);
      visit(path, found);
    }
  };
  visit("", locked[""] ?? {});
  return needed;
}

/** Those files of an installed `node_modules` that belong to the packages. */
export function filesOfPackages(
  files: readonly ZipFile[],
  needed: ReadonlyMap<string, LockedPackage>,
  locked: LockedPackages,
): readonly ZipFile[] {
  return files.filter(({ path }) => {
    let folder = packageFolder(path);
    // A package may bring a node_modules of its own that npm has not noted.
    while (folder !== undefined && !(folder in locked)) folder = packageFolder(posix.dirname(folder));
    return folder !== undefined && needed.has(folder);
  });
}

/** Where Node.js finds a package that the one at `from` asks for; undefined for one that is not locked. */
function lockedPath(locked: LockedPackages, from: string, name: string): string | undefined {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf("node_modules/") - 1))) {
    const path = at === "" ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (path in locked) return path;
    if (at === "") return undefined;
  }
}

function runsOn({ os, cpu, libc }: LockedPackage, target: NpmTarget): boolean {
  return fits(os, target.os) && fits(cpu, target.cpu) && fits(libc, target.libc);
}

/** A list of names, or of names that are excluded with `!` ("package.json", section os, in the npm documentation). */
function fits(names: Names, value: string | undefined): boolean {
  const list = typeof names === "string" ? [names] : (names ?? []);
  if (list.length === 0 || (list.length === 1 && list[0] === "any")) return true;
  if (list.includes(`!${value}`)) return false;
  return list.every((name) => name.startsWith("!")) || (value !== undefined && list.includes(value));
}
