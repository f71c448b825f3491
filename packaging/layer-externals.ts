import type { Plugin } from "esbuild";

/** A package that a layer provides at run time. */
export interface LayerPackage {
  readonly name: string;
  /** Whether paths below the package can be imported too. Which there are is checked once the layer is built. */
  readonly subpaths: boolean;
  /** As the lockfile has it; none for shared code. */
  readonly version?: string;
}

const LATER = "terraloom-layer";

/** The prefix of modules that stand for a layer's package in `import()`; the specifier follows. */
export const LATER_IMPORT = `${LATER}:`;

/**
 * Leaves imports of what layers provide to the run time, before esbuild looks for them anywhere else. `import()` becomes a
 * later `require`, because Node.js finds layers through `NODE_PATH`, which ES modules ignore.
 */
export function layerExternals(packages: readonly LayerPackage[]): Plugin[] {
  if (packages.length === 0) return [];
  const patterns = packages.map(({ name, subpaths }) => `${escaped(name)}${subpaths ? "(/.*)?" : ""}`);
  const filter = new RegExp(`^(${patterns.join("|")})$`);
  return [
    {
      name: "layer-externals",
      setup(build) {
        build.onResolve({ filter }, ({ path, kind }) =>
          kind === "dynamic-import" ? { path, namespace: LATER } : { path, external: true },
        );
        build.onLoad({ filter: /./, namespace: LATER }, ({ path }) => ({
          contents: `module.exports = require(${JSON.stringify(path)});`,
          loader: "js",
        }));
      },
    },
  ];
}

/** As a literal in both JavaScript's and Go's regular expressions. */
function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
