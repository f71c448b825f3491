/** What `exports` of a package.json may be; whatever else is there exports nothing. */
export type PackageExports = unknown;

/**
 * Where a package leads an import to: `./lib/index.js`; undefined for what it does not export.
 *
 * Follows PACKAGE_EXPORTS_RESOLVE in "Modules: ECMAScript modules" of Node's documentation. The small libraries for this
 * (resolve.exports, resolve-pkg-maps) stop at the first condition that holds, even if nothing below it does.
 *
 * @param subpath `.` or `./storage`
 */
export function exportedPath(
  exports: PackageExports,
  subpath: string,
  conditions: ReadonlySet<string>,
): string | undefined {
  const entries = bySubpath(exports);
  if (!subpath.includes("*") && !subpath.endsWith("/") && Object.hasOwn(entries, subpath)) {
    return targetOf(entries[subpath], "", conditions) ?? undefined;
  }
  const pattern = Object.keys(entries)
    .filter((key) => key.split("*").length === 2 && fitsPattern(key, subpath))
    .sort(byPrecedence)[0];
  if (pattern === undefined) return undefined;
  const [before = "", after = ""] = pattern.split("*");
  const match = subpath.slice(before.length, subpath.length - after.length);
  return targetOf(entries[pattern], match, conditions) ?? undefined;
}

/** The names under which a package can be imported; patterns as they are written. */
export function exportedSubpaths(exports: PackageExports): readonly string[] {
  return Object.entries(bySubpath(exports)).flatMap(([subpath, target]) => (target === null ? [] : subpath));
}

function bySubpath(exports: PackageExports): Readonly<Record<string, unknown>> {
  if (isObject(exports) && Object.keys(exports).some((key) => key.startsWith("."))) return exports;
  return { ".": exports };
}

function fitsPattern(key: string, subpath: string): boolean {
  const [before = "", after = ""] = key.split("*");
  return (
    subpath.length >= key.length &&
    subpath !== before &&
    subpath.startsWith(before) &&
    subpath.endsWith(after)
  );
}

/** The longest text before the `*` first, then the longest as a whole. */
function byPrecedence(a: string, b: string): number {
  return b.indexOf("*") - a.indexOf("*") || b.length - a.length;
}

/** `null` forbids what an earlier or wider entry allows; undefined says nothing. */
function targetOf(
  target: unknown,
  match: string,
  conditions: ReadonlySet<string>,
): string | null | undefined {
  if (typeof target === "string") return isInside(target) ? target.replaceAll("*", () => match) : undefined;
  if (Array.isArray(target)) {
    for (const one of target) {
      const found = targetOf(one, match, conditions);
      if (typeof found === "string") return found;
    }
    return null;
  }
  if (!isObject(target)) return null;
  for (const [condition, one] of Object.entries(target)) {
    if (condition !== "default" && !conditions.has(condition)) continue;
    const found = targetOf(one, match, conditions);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isInside(target: string): boolean {
  return (
    target.startsWith("./") &&
    !target
      .slice(2)
      .split("/")
      .some((part) => part === ".." || part === "." || part === "node_modules")
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
