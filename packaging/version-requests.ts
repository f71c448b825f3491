import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import type { BuildContext } from "./build-context.ts";

/** A version of a package that a package.json asks for. */
export interface RequestedVersion {
  /** As it is written: `^1.2.0`. */
  readonly range: string;
  /** The package.json, relative to the project's root. */
  readonly file: string;
}

/** What asks for packages in a package.json, in the order in which it counts. */
const FIELDS = ["dependencies", "optionalDependencies", "peerDependencies", "devDependencies"] as const;

type PackageJson = Readonly<Partial<Record<(typeof FIELDS)[number], Readonly<Record<string, unknown>>>>>;

/** Finds the nearest package.json that asks for a package, from a folder up to the project's root; each is read once. */
export function versionRequests(
  context: BuildContext,
): (folder: string, name: string) => RequestedVersion | undefined {
  const read = new Map<string, PackageJson>();
  const packageJson = (file: string): PackageJson => {
    const known = read.get(file) ?? readPackageJson(join(context.projectRoot, file));
    read.set(file, known);
    return known;
  };
  return (folder, name) => {
    for (let at = folder; ; at = posix.join(at, "..")) {
      const file = posix.join(at, "package.json");
      const content = packageJson(file);
      const range = FIELDS.map((field) => content[field]?.[name]).find((found) => typeof found === "string");
      if (typeof range === "string") return { range, file };
      if (at === "." || at.startsWith("..")) return undefined;
    }
  };
}

/** Empty where there is none, or none that can be read, which says nothing of versions. */
function readPackageJson(path: string): PackageJson {
  try {
    const content: unknown = JSON.parse(readFileSync(path, "utf8"));
    return typeof content === "object" && content !== null ? content : {};
  } catch {
    return {};
  }
}
