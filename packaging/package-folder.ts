const MODULES = "node_modules/";

/** The folder in `node_modules` of the package to which a path with `/` belongs; undefined for own code. */
export function packageFolder(path: string): string | undefined {
  const start = nameStart(path);
  if (start === undefined) return undefined;
  const scopeEnd = path[start] === "@" ? path.indexOf("/", start) + 1 : start;
  const end = path.indexOf("/", scopeEnd);
  return end === -1 || (scopeEnd === 0 && start > 0) ? undefined : path.slice(0, end);
}

/** The name under which the package to which a path belongs is imported. */
export function packageNameOf(path: string): string | undefined {
  return packageFolder(path)?.slice(nameStart(path));
}

/** Thousands of paths are asked for, for which a pattern is too slow. */
function nameStart(path: string): number | undefined {
  let at = path.lastIndexOf(MODULES);
  while (at > 0 && path[at - 1] !== "/") at = path.lastIndexOf(MODULES, at - 1);
  return at === -1 ? undefined : at + MODULES.length;
}
