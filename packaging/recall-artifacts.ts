import { askedLayer } from "./asked-layer.ts";
import type { RecalledBundle } from "./build-cache.ts";
import type { BuildContext } from "./build-context.ts";
import type { BuildRequest, LayerSource } from "./build-request.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { type AskedBundle, bundleKey } from "./bundle-key.ts";
import { functionArtifact, sourceLayerArtifact } from "./bundled-artifact.ts";
import { functionOptions } from "./function-options.ts";
import { areKnown, type LayerPackages, packagesOfAll } from "./layer-packages.ts";
import { recalledNpmLayer } from "./npm-layer-artifact.ts";
import { recalledPacking } from "./packed-function.ts";
import { packingOf } from "./packing-of.ts";
import { readSourcePackage } from "./source-package.ts";
import { unlessRefused } from "./unless-refused.ts";

/** Those artifacts of an app that were built before from what is there now; nothing is started for it. */
export function recallArtifacts(
  context: BuildContext,
  { functions, layers }: BuildRequest,
  packages: LayerPackages,
): readonly BuiltArtifact[] {
  const recall = bundleRecaller(context);
  const recalledLayers = layers.map((layer) =>
    unlessRefused(() => recalledLayer(context, layer, packages, recall)),
  );
  const recalledFunctions = functions.map((source) => {
    if (!areKnown(packages, source.layers)) return undefined;
    if (source.kind !== "node") {
      return unlessRefused(() => recalledPacking(context, source, packingOf(context, source)));
    }
    const provided = packagesOfAll(packages, source.layers);
    const asked = { kind: "function", entry: source.entry, packages: provided } as const;
    const bundle = recall({ ...asked, options: functionOptions(source) });
    return bundle && functionArtifact(context, source, bundle);
  });
  return [...recalledLayers, ...recalledFunctions].filter((artifact) => artifact !== undefined);
}

type Recall = (asked: AskedBundle) => RecalledBundle | undefined;

/** Many functions may have one handler, which is looked up once. */
function bundleRecaller(context: BuildContext): Recall {
  const known = new Map<string, RecalledBundle | undefined>();
  return (asked) => {
    const key = bundleKey(context, asked);
    if (!known.has(key)) known.set(key, context.cache.recallBundle(key));
    return known.get(key);
  };
}

function recalledLayer(
  context: BuildContext,
  layer: LayerSource,
  packages: LayerPackages,
  recall: Recall,
): BuiltArtifact | undefined {
  if (layer.kind === "npm") return recalledNpmLayer(context, layer);
  if (!areKnown(packages, layer.layers)) return undefined;
  const source = readSourcePackage(layer.folder, context.shown(layer.folder));
  const bundle = recall(askedLayer(context, layer, source, packagesOfAll(packages, layer.layers)));
  return bundle && sourceLayerArtifact(context, layer, source.name, bundle);
}
