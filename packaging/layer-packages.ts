import type { BuildContext } from "./build-context.ts";
import type { LayerSource } from "./build-request.ts";
import type { LayerPackage } from "./layer-externals.ts";
import { readNpmLockfile } from "./npm-lockfile.ts";
import { readSourcePackage } from "./source-package.ts";

/** What each layer provides, by its id. */
export type LayerPackages = ReadonlyMap<string, readonly LayerPackage[]>;

/** @throws UserError for a layer whose folder does not say what it provides. */
export function layerPackages(context: BuildContext, layers: readonly LayerSource[]): LayerPackages {
  return new Map(layers.map((layer) => [layer.id, packagesOf(context, layer)]));
}

/** What several layers provide together. */
export function packagesOfAll(packages: LayerPackages, ids: readonly string[]): readonly LayerPackage[] {
  return ids.flatMap((id) => {
    const provided = packages.get(id);
    if (provided === undefined) throw new Error(`The layer "${id}" is used but was not declared.`);
    return provided;
  });
}

function packagesOf(context: BuildContext, layer: LayerSource): readonly LayerPackage[] {
  const shown = context.shown(layer.folder);
  return layer.kind === "npm"
    ? readNpmLockfile(layer.folder, shown).provides.map((name) => ({ name, subpaths: true }))
    : [{ name: readSourcePackage(layer.folder, shown).name, subpaths: false }];
}
