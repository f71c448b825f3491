import type { BuildContext } from "./build-context.ts";
import { bundleOptions } from "./bundle-options.ts";
import type { LayerPackage } from "./layer-externals.ts";
import { sha256 } from "./sha256.ts";

/** What a bundle is asked to be, whatever its sources say. */
export interface AskedBundle {
  readonly kind: "function" | "source-layer";
  /** Absolute. */
  readonly entry: string;
  /** What its layers provide. */
  readonly packages: readonly LayerPackage[];
  /** The name of the package that a source layer is. */
  readonly name?: string;
  /** What differs from `BUNDLE_OPTIONS`. */
  readonly options?: Readonly<Record<string, string>>;
}

/** The digest under which {@link BuildCache} keeps a bundle; the same in every clone. */
export function bundleKey(
  context: BuildContext,
  { kind, entry, packages, name, options }: AskedBundle,
): string {
  const provided = packages.map(({ name, subpaths }) => `${name} ${subpaths}`).sort();
  const allOptions = Object.entries(bundleOptions(options ?? {}));
  return sha256(JSON.stringify([kind, context.shown(entry), name ?? "", allOptions, provided]));
}
