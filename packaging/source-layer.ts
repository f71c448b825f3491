import { posix } from "node:path";
import type { BuildContext } from "./build-context.ts";
import type { SourceLayerSource } from "./build-request.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { type Bundle, bundleEntries } from "./bundle.ts";
import { bundleKey } from "./bundle-key.ts";
import { sourceLayerArtifact } from "./bundled-artifact.ts";
import { bundledPackages, ownInputs } from "./bundled-packages.ts";
import { heaviestOf } from "./heaviest.ts";
import type { LayerPackage } from "./layer-externals.ts";
import { settled } from "./settled.ts";
import { readSourcePackage } from "./source-package.ts";
import { zipFiles } from "./zip.ts";

/**
 * Bundles the shared code of a layer into `nodejs/node_modules/<name>`, all that it imports inside, apart from what its
 * own layers provide.
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
  const { name, entry } = readSourcePackage(source.folder, shown);
  const [bundle] = await settled(
    context,
    (attempt) => bundleEntries(attempt, { entries: [entry], packages, purpose: "source layer" }),
    (bundles) => bundles.flatMap(({ inputs }) => inputs),
  );
  const { code, contents, inputs, trace, warnings, layerImports } = bundle as Bundle;
  const manifest = Buffer.from(`${JSON.stringify({ name, main: "index.js", type: "commonjs" })}\n`);
  const folder = `nodejs/node_modules/${name}`;
  const zip = zipFiles([
    { path: `${folder}/index.js`, bytes: code },
    { path: `${folder}/package.json`, bytes: manifest },
  ]);
  const stored = context.store.put(zip, {
    unzippedBytes: code.length + manifest.length,
    heaviest: heaviestOf(contents),
  });
  const own = context.inputsAt([...ownInputs(inputs), posix.join(shown, "package.json")]);
  const packagesInside = bundledPackages(context.tree, inputs);
  const built = { zip: stored, inputs: own, packages: packagesInside, warnings, layerImports };
  context.cache.rememberBundle(bundleKey(context, { kind: "source-layer", entry, packages, name }), {
    ...built,
    trace,
    inputs: own.map(({ path }) => path),
  });
  return sourceLayerArtifact(context, source, name, built);
}
