import type { BuildContext } from "./build-context.ts";
import type { SourceLayerSource } from "./build-request.ts";
import type { AskedBundle } from "./bundle-key.ts";
import type { LayerPackage } from "./layer-externals.ts";
import type { SourcePackage } from "./source-package.ts";

/** What the bundle of a layer of shared code is asked to be, for its key. */
export function askedLayer(
  context: BuildContext,
  { folder }: SourceLayerSource,
  { name, exports, hasSubpaths }: SourcePackage,
  packages: readonly LayerPackage[],
): AskedBundle {
  const asked = { kind: "source-layer", name, packages } as const;
  if (!hasSubpaths) return { ...asked, entry: [...exports.values()][0] as string };
  const files = [...exports].map(([path, file]) => [path, context.shown(file)]);
  return { ...asked, entry: folder, options: { exports: JSON.stringify(files) } };
}
