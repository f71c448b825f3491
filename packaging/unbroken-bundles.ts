import type { Message } from "esbuild";
import { brokenEntries } from "./broken-entries.ts";
import type { BuildContext } from "./build-context.ts";
import { BundleError } from "./bundle-error.ts";
import type { LayerPackage } from "./layer-externals.ts";

export interface UnbrokenBundles<Bundle> {
  /** By their entries. */
  readonly bundles: ReadonlyMap<string, Bundle>;
  readonly errors: readonly EntryError[];
}

/** An error of esbuild, and the entries that cannot be bundled for it. */
export interface EntryError {
  readonly error: Message;
  readonly entries: readonly string[];
}

interface Asked {
  readonly entries: readonly string[];
  readonly packages: readonly LayerPackage[];
}

/**
 * The bundles of those entries that can be bundled: where `bundle` fails, the entries that are broken are left out and the
 * others are bundled once more, since esbuild looks for some errors only where there are no others.
 */
export async function unbrokenBundles<Bundle>(
  context: BuildContext,
  { entries, packages }: Asked,
  bundle: (entries: readonly string[]) => Promise<readonly Bundle[]>,
): Promise<UnbrokenBundles<Bundle>> {
  const errors: EntryError[] = [];
  let left = entries;
  while (left.length > 0) {
    try {
      const bundles = await bundle(left);
      return { bundles: new Map(left.map((entry, index) => [entry, bundles[index] as Bundle])), errors };
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
      const found = await withEntries(context, { entries: left, packages }, error.errors);
      const broken = new Set(found.flatMap(({ entries }) => entries));
      errors.push(...found);
      left = left.filter((entry) => !broken.has(entry));
    }
  }
  return { bundles: new Map(), errors };
}

async function withEntries(
  context: BuildContext,
  { entries, packages }: Asked,
  errors: readonly Message[],
): Promise<readonly EntryError[]> {
  if (entries.length === 1) return errors.map((error) => ({ error, entries }));
  const files = new Set(errors.flatMap(({ location }) => location?.file ?? []));
  const byFile = await brokenEntries(context, { entries, packages }, files);
  return errors.map((error) => {
    const reaching = byFile.get(error.location?.file ?? "") ?? [];
    // What has no place, or one that nobody seems to import, could be anybody's.
    return { error, entries: reaching.length > 0 ? reaching : entries };
  });
}
