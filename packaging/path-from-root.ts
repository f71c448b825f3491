import { relative, sep } from "node:path";

/** The path of a file relative to the root of a project, with `/` on every system. */
export function pathFromRoot(root: string, absolute: string): string {
  return relative(root, absolute).split(sep).join("/");
}
