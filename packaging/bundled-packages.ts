import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ArtifactPackage } from "./artifact.ts";
import { packageFolder, packageNameOf } from "./package-folder.ts";
import { sha256 } from "./sha256.ts";
import type { SourceTree } from "./source-tree.ts";

/** The packages to which some inputs of a bundle belong, sorted by name; own files among the inputs do not count. */
export function bundledPackages(tree: SourceTree, inputs: Iterable<string>): readonly ArtifactPackage[] {
  const pathsByFolder = new Map<string, string[]>();
  for (const path of new Set(inputs)) {
    const folder = packageFolder(path);
    if (folder === undefined) continue;
    const paths = pathsByFolder.get(folder) ?? [];
    pathsByFolder.set(folder, paths);
    paths.push(path);
  }
  const packages = [...pathsByFolder].map(([folder, paths]) => bundledPackage(tree, folder, paths));
  // Two copies of one package with the same content are the same package.
  const byContent = new Map(packages.map((one) => [`${one.name}\n${one.version}\n${one.sha256}`, one]));
  return [...byContent].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** Own files of a bundle: those that belong to no package. */
export function ownInputs(inputs: readonly string[]): readonly string[] {
  return inputs.filter((path) => packageFolder(path) === undefined);
}

function bundledPackage(tree: SourceTree, folder: string, paths: readonly string[]): ArtifactPackage {
  const lines = [...paths]
    .sort()
    .map((path) => `${tree.contentOf(path)?.sha256} ${path.slice(folder.length + 1)}\n`);
  return {
    name: packageNameOf(`${folder}/`) ?? folder,
    version: versionOf(tree, folder),
    sha256: sha256(lines.join("")),
  };
}

/** By the digest of the package.json that has it: many bundles have the same packages. */
const VERSIONS = new Map<string, string>();

function versionOf(tree: SourceTree, folder: string): string {
  const digest = tree.contentOf(`${folder}/package.json`)?.sha256;
  if (digest === undefined) return "";
  const version = VERSIONS.get(digest) ?? versionIn(join(tree.root, folder, "package.json"));
  VERSIONS.set(digest, version);
  return version;
}

function versionIn(packageJson: string): string {
  try {
    const { version } = JSON.parse(readFileSync(packageJson, "utf8"));
    return typeof version === "string" ? version : "";
  } catch {
    return "";
  }
}
