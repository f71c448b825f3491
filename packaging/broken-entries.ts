import { realpathSync } from "node:fs";
import { build, type OnResolveArgs, type Plugin } from "esbuild";
import type { BuildContext } from "./build-context.ts";
import { bundlingOptions, entryPoints } from "./bundle.ts";
import type { LayerPackage } from "./layer-externals.ts";
import { pathFromRoot } from "./path-from-root.ts";

/** Who imports a file, by paths relative to the project's root; entries are among the importers. */
type Importers = ReadonlyMap<string, ReadonlySet<string>>;

interface Entries {
  /** Absolute paths of existing files. */
  readonly entries: readonly string[];
  /** What the layers provide. */
  readonly packages: readonly LayerPackage[];
}

/**
 * The entries that import each of `files` (relative to the project's root), directly or not. esbuild does not tell what
 * imports what when it fails, so the imports are followed once more, with its own resolution, and nothing is bundled.
 *
 * Imports of packages are followed only if one of the files is in a package: there are thousands of files in those.
 */
export async function brokenEntries(
  context: BuildContext,
  request: Entries,
  files: Iterable<string>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const wanted = new Set(files);
  const own = entriesOf(context, request, wanted, await importersIn(context, request, "own code"));
  if ([...own.values()].every((entries) => entries.length > 0)) return own;
  return entriesOf(context, request, wanted, await importersIn(context, request, "all"));
}

function entriesOf(
  context: BuildContext,
  { entries }: Entries,
  files: ReadonlySet<string>,
  importers: Importers,
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Array.from(files, (file) => {
      const reaching = reachedFrom(file, importers);
      return [
        file,
        entries.filter((entry) => reaching.has(pathFromRoot(context.projectRoot, realpathSync(entry)))),
      ];
    }),
  );
}

function reachedFrom(file: string, importers: Importers): ReadonlySet<string> {
  const reached = new Set([file]);
  for (const path of reached) for (const importer of importers.get(path) ?? []) reached.add(importer);
  return reached;
}

async function importersIn(
  context: BuildContext,
  { entries, packages }: Entries,
  extent: "own code" | "all",
): Promise<Importers> {
  const importers = new Map<string, Set<string>>();
  const options = bundlingOptions(context, packages);
  await build({
    ...options,
    ...(extent === "own code" && { packages: "external" }),
    entryPoints: [...entryPoints(entries), { in: STOP, out: "stop" }],
    plugins: [importNotes(context, importers, extent), ...options.plugins],
  }).catch(() => {}); // as it has to: what is wrong was said before
  return importers;
}

const STOP = "terraloom-stop";
/** Marks a resolution of our own, so that it is not taken up again. */
const RESOLVED = Symbol("resolved");

/** Notes who imports what, and stops esbuild once it has read everything. */
function importNotes(
  context: BuildContext,
  importers: Map<string, Set<string>>,
  extent: "own code" | "all",
): Plugin {
  return {
    name: STOP,
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${STOP}$`) }, ({ path }) => ({ path, namespace: STOP }));
      build.onLoad({ filter: /./, namespace: STOP }, () => ({ errors: [{ text: STOP }] }));
      const filter = extent === "all" ? /./ : /^[./#]/;
      build.onResolve({ filter }, async ({ path, pluginData, ...from }: OnResolveArgs) => {
        if (pluginData === RESOLVED || from.kind === "entry-point") return undefined;
        const found = await build.resolve(path, { ...from, pluginData: RESOLVED });
        if (found.errors.length > 0 || found.external || found.namespace !== "file") return undefined;
        const file = pathFromRoot(context.projectRoot, found.path);
        const known = importers.get(file) ?? new Set();
        importers.set(file, known.add(pathFromRoot(context.projectRoot, from.importer)));
        return { path: found.path };
      });
    },
  };
}
