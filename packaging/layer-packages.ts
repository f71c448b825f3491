import type { BuildContext } from "./build-context.ts";
import type { LayerSource } from "./build-request.ts";
import type { LayerPackage } from "./layer-externals.ts";
import { neededPackages } from "./locked-packages.ts";
import { readNpmLockfile } from "./npm-lockfile.ts";
import { lambdaTarget } from "./npm-target.ts";
import { readSourcePackage } from "./source-package.ts";
import { unlessRefused } from "./unless-refused.ts";

/** What each layer provides, by its id; undefined where its folder does not say it, which the layer's own build refuses. */
export type LayerPackages = ReadonlyMap<string, readonly LayerPackage[] | undefined>;

export function layerPackages(context: BuildContext, layers: readonly LayerSource[]): LayerPackages {
  return new Map(layers.map((layer) => [layer.id, unlessRefused(() => packagesOf(context, layer))]));
}

/** What several layers provide together, as far as that is known. */
export function packagesOfAll(packages: LayerPackages, ids: readonly string[]): readonly LayerPackage[] {
  return ids.flatMap((id) => {
    if (!packages.has(id)) throw new Error(`The layer "${id}" is used but was not declared.`);
    return packages.get(id) ?? [];
  });
}

/** Whether all that these layers provide is known. */
export function areKnown(packages: LayerPackages, ids: readonly string[]): boolean {
  return ids.every((id) => packages.get(id) !== undefined);
}

function packagesOf(context: BuildContext, layer: LayerSource): readonly LayerPackage[] {
  const shown = context.shown(layer.folder);
  if (layer.kind === "source") {
    const { name, hasSubpaths } = readSourcePackage(layer.folder, shown);
    return [{ name, subpaths: hasSubpaths }];
  }
  const { provides, locked } = readNpmLockfile(layer.folder, shown);
  const needed = neededPackages(locked, lambdaTarget(layer.architecture));
  const installed = provides.filter((name) => needed.has(`node_modules/${name}`));
  return installed.map((name) => {
    const { name: other = name, version } = locked[`node_modules/${name}`] ?? {};
    // Under another name it is another package, whose versions say nothing of this one.
    return { name, subpaths: true, ...(version !== undefined && other === name && { version }) };
  });
}
