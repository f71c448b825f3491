import type { Plugin } from "esbuild";

/** A package that a layer provides at run time. */
export interface LayerPackage {
  readonly name: string;
  /** Whether paths below the package can be imported too; a source layer has its one entry only. */
  readonly subpaths: boolean;
}

/** Leaves imports of what layers provide to the run time, before esbuild looks for them anywhere else. */
export function layerExternals(packages: readonly LayerPackage[]): Plugin[] {
  if (packages.length === 0) return [];
  const patterns = packages.map(({ name, subpaths }) => `${escaped(name)}${subpaths ? "(/.*)?" : ""}`);
  const filter = new RegExp(`^(${patterns.join("|")})$`);
  return [
    {
      name: "layer-externals",
      setup: (build) => build.onResolve({ filter }, ({ path }) => ({ path, external: true })),
    },
  ];
}

/** As a literal in both JavaScript's and Go's regular expressions. */
function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
