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
        const index = Number(path.slice(NAMESPACE.length + 1));
        const extension = setAt(index)?.interop === "node" ? "mjs" : "js";
        return { path: `${index}.${extension}`, namespace: NAMESPACE };
      });
      build.onLoad({ filter: /./, namespace: NAMESPACE }, ({ path }) => ({
        contents: setEntry(context, setAt(Number.parseInt(path, 10))?.packages ?? []),
        loader: "js",
        resolveDir: context.projectRoot,
      }));
    },
  };
}

function setEntry(context: BuildContext, packages: readonly UsedPackage[]): string {
  return packages.map((_, index) => setStatement(context, packages, index)).join("\n");
}

function setStatement(context: BuildContext, packages: readonly UsedPackage[], index: number): string {
  const { path, names } = packages[index] as UsedPackage;
  const from = JSON.stringify(join(context.projectRoot, path));
  if (names.length === 0) return `import ${from};`;
  const exported = (name: string) => exportedName(packages, index, name);
  const named = names.filter((name) => name !== "*").map((name) => `${name} as ${exported(name)}`);
  const whole = names.includes("*") ? `export * as ${exported("*")} from ${from};` : "";
  return named.length === 0 ? whole : `${whole}export { ${named.join(", ")} } from ${from};`;
}
