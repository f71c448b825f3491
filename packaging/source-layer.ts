import { posix } from "node:path";
import { askedLayer } from "./asked-layer.ts";
import type { BuildContext } from "./build-context.ts";
import type { SourceLayerSource } from "./build-request.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { bundleKey } from "./bundle-key.ts";
import { sourceLayerArtifact } from "./bundled-artifact.ts";
import { bundledPackages, ownInputs } from "./bundled-packages.ts";
import { heaviestOf } from "./heaviest.ts";
import type { LayerPackage } from "./layer-externals.ts";
import { settled } from "./settled.ts";
import { bundleSourceLayer, sourceLayerFiles } from "./source-layer-files.ts";
import { readSourcePackage } from "./source-package.ts";
import { zipFiles } from "./zip.ts";

/**
 * Bundles the shared code of a layer into `nodejs/node_modules/<name>`, all that it imports inside, apart from what its
 * own layers provide. Where it exports several paths, each is a small module in the package.
 *
 * @throws BundleError for sources that do not compile and imports that nothing provides, UserError for a package.json that
 * does not say what the layer is.
 */
export async function buildSourceLayer(
  context: BuildContext,
  source: SourceLayerSource,
  packages: readonly LayerPackage[],
): Promise<BuiltArtifact> {
  const shown = context.shown(source.folder);
  const described = readSourcePackage(source.folder, shown);
  const { code, contents, inputs, trace, warnings, layerImports } = await settled(
    context,
    (attempt) => bundleSourceLayer(attempt, described, packages),
    (bundle) => bundle.inputs,
  );
  const files = sourceLayerFiles(described, code);
  const folder = `nodejs/node_modules/${described.name}`;
  const zip = zipFiles(files.map((file) => ({ ...file, path: `${folder}/${file.path}` })));
  const stored = context.store.put(zip, {
    unzippedBytes: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
    heaviest: heaviestOf(contents),
  });
  const own = context.inputsAt([...ownInputs(inputs), posix.join(shown, "package.json")]);
  const packagesInside = bundledPackages(context.tree, inputs);
  const built = { zip: stored, inputs: own, packages: packagesInside, warnings, layerImports };
  context.cache.rememberBundle(bundleKey(context, askedLayer(context, source, described, packages)), {
    ...built,
    trace,
    inputs: own.map(({ path }) => path),
  });
  return sourceLayerArtifact(context, source, described.name, built);
}
