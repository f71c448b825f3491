import { join } from "node:path";
import type { Plugin } from "esbuild";
import type { BuildContext } from "./build-context.ts";
import type { Interop } from "./module-interop.ts";
import { exportedName, type UsedPackage } from "./package-imports.ts";

/** The names that some own code uses of packages: all functions with the same ones share one bundle of them. */
export interface PackageSet {
  readonly interop: Interop;
  /** In the order of their evaluation. */
  readonly packages: readonly UsedPackage[];
}

const NAMESPACE = "terraloom-set";

/** The entry point of the set at `index`. */
export function setEntryPoint(index: number): { readonly in: string; readonly out: string } {
  return { in: `${NAMESPACE}:${index}`, out: String(index) };
}

/** Gives the entries as modules that exist in no folder; their extension says whose interop they follow. */
export function setEntries(context: BuildContext, setAt: (index: number) => PackageSet | undefined): Plugin {
  return {
    name: NAMESPACE,
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${NAMESPACE}:`) }, ({ path }) => {
        const place = path.slice(NAMESPACE.length + 1);
        const extension = setAt(Number.parseInt(place, 10))?.interop === "node" ? "mjs" : "js";
        return { path: `${place}.${extension}`, namespace: NAMESPACE };
      });
      build.onLoad({ filter: /./, namespace: NAMESPACE }, ({ path }) => ({
        contents: moduleText(context, path, setAt),
        loader: "js",
        resolveDir: context.projectRoot,
      }));
    },
  };
}

/** `3.js` is the entry of a set, `3/2/0.js` what it uses of the first of the namespaces of its third package. */
function moduleText(
  context: BuildContext,
  path: string,
  setAt: (index: number) => PackageSet | undefined,
): string {
  const [set = 0, index, position] = path
    .replace(/\.m?js$/, "")
    .split("/")
    .map(Number);
  const packages = setAt(set)?.packages ?? [];
  if (index === undefined || position === undefined) {
    return packages.map((_, index) => setStatement(context, packages, index, set)).join("\n");
  }
  const namespace = packages[index]?.narrowed?.[position];
  return namespace === undefined
    ? ""
    : `export { ${namespace.members.join(", ")} } from ${quoted(context, namespace.path)};`;
}

function setStatement(
  context: BuildContext,
  packages: readonly UsedPackage[],
  index: number,
  set: number,
): string {
  const { path, names, narrowed = [] } = packages[index] as UsedPackage;
  const from = quoted(context, path);
  const exported = (name: string) => exportedName(packages, index, name);
  const whole = names.filter((name) => narrowed.every((namespace) => namespace.name !== name));
  const named = whole.filter((name) => name !== "*").map((name) => `${name} as ${exported(name)}`);
  const statements = [
    // Evaluated before the modules whose namespaces it hands on, as they are in one bundle.
    ...(whole.length === 0 ? [`import ${from};`] : []),
    ...(whole.includes("*") ? [`export * as ${exported("*")} from ${from};`] : []),
    ...(named.length > 0 ? [`export { ${named.join(", ")} } from ${from};`] : []),
    ...narrowed.map(
      ({ name }, position) =>
        `export * as ${exported(name)} from "${NAMESPACE}:${set}/${index}/${position}";`,
    ),
  ];
  return statements.join("");
}

function quoted(context: BuildContext, path: string): string {
  return JSON.stringify(join(context.projectRoot, path));
}
