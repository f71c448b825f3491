import { sep } from "node:path";
import type { OnResolveArgs, Plugin } from "esbuild";
import type { BuildContext } from "./build-context.ts";
import type { ResolvedImport } from "./import-lookup.ts";
import { packageReference } from "./package-reference.ts";
import { packageResolver } from "./package-resolution.ts";
import { pathFromRoot } from "./path-from-root.ts";

/** Marks a resolution of our own, so that it is not taken up again. */
const RESOLVED = Symbol("resolved");

/** What imports lead into `node_modules`, by the file that has them. */
export type ResolvedPackages = Map<string, ResolvedImport[]>;

/** Leaves imports that lead into `node_modules` to the package bundles, and notes them. */
export function packageReferences(context: BuildContext, resolved: ResolvedPackages): Plugin {
  return {
    name: "terraloom-package-references",
    setup(build) {
      const resolve = packageResolver(context.tree, ({ path, ...from }) =>
        build.resolve(path, { ...from, pluginData: RESOLVED }),
      );
      build.onResolve({ filter: /^[^./]/ }, async (args: OnResolveArgs) => {
        const { path, kind, pluginData } = args;
        if (pluginData === RESOLVED || kind === "entry-point" || path.startsWith("node:")) return undefined;
        const found = await resolve(args);
        if (found.errors.length > 0 || found.external || found.namespace !== "file") return undefined;
        if (!found.path.split(sep).includes("node_modules")) return undefined;
        const fromRoot = pathFromRoot(context.projectRoot, found.path);
        const importer = pathFromRoot(context.projectRoot, args.importer);
        resolved.set(importer, [...(resolved.get(importer) ?? []), { specifier: path, found: fromRoot }]);
        return { path: packageReference(fromRoot), external: true };
      });
    },
  };
}
