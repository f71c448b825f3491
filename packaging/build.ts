import type { Progress } from "../reporting/progress-bar.ts";
import type { Artifact } from "./artifact.ts";
import { type BuildContext, createBuildContext } from "./build-context.ts";
import type { BuildRequest, FunctionSource, LayerSource } from "./build-request.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { buildFunctions } from "./function-artifact.ts";
import type { LayerPackage } from "./layer-externals.ts";
import { type ArtifactSize, checkLimits } from "./limits.ts";
import { buildNpmLayer } from "./npm-layer.ts";
import { readNpmLockfile } from "./npm-lockfile.ts";
import { buildSourceLayer, readSourcePackage } from "./source-layer.ts";

/** The world around a build. */
export interface BuildSurroundings {
  /** Default: that of the process. */
  readonly env?: NodeJS.ProcessEnv;
  /** Gets each line that is not an error: a damaged store entry, a warning of esbuild. Default: stderr. */
  readonly report?: (line: string) => void;
}

/**
 * Builds all functions and layers of an app, sorted by id: layers at the same time as functions, functions with the
 * same layers in one pass.
 *
 * @throws UserError for whatever in the sources keeps them from being built.
 */
export async function buildArtifacts(
  request: BuildRequest,
  progress: Progress,
  surroundings: BuildSurroundings = {},
): Promise<readonly Artifact[]> {
  const { env = process.env, report = (line) => process.stderr.write(`${line}\n`) } = surroundings;
  const context = createBuildContext(request.projectRoot, env, report);
  const packages = new Map(request.layers.map((layer) => [layer.id, packagesOf(context, layer)]));
  const abort = new AbortController();
  const layers = buildLayers({ context, request, packages, progress, env, signal: abort.signal });
  const functions = buildAllFunctions({ context, request, packages, progress });
  layers.catch(() => {}); // awaited below; until then its failure must not end the process
  try {
    const built = [...(await functions), ...(await layers)];
    checkAllLimits(built);
    return built.map(({ artifact }) => artifact).sort((a, b) => (a.id < b.id ? -1 : 1));
  } catch (error) {
    abort.abort(); // an npm that still runs would outlive the error
    await Promise.allSettled([layers, functions]);
    throw error;
  }
}

interface Work {
  readonly context: BuildContext;
  readonly request: BuildRequest;
  /** What each layer provides, by its id. */
  readonly packages: ReadonlyMap<string, readonly LayerPackage[]>;
  readonly progress: Progress;
}

async function buildLayers(
  work: Work & { readonly env: NodeJS.ProcessEnv; readonly signal: AbortSignal },
): Promise<readonly BuiltArtifact[]> {
  const { context, request, packages, env, signal } = work;
  if (request.layers.length === 0) return [];
  const phase = work.progress.phase("layers", request.layers.length);
  const building = request.layers.map(async (layer) => {
    const built =
      layer.kind === "npm"
        ? await buildNpmLayer(context, layer, env, signal)
        : await buildSourceLayer(context, layer, packagesOfAll(packages, layer.layers));
    phase.tick(layer.id);
    return built;
  });
  return firstErrorInOrder(building).finally(() => phase.end());
}

async function buildAllFunctions(work: Work): Promise<readonly BuiltArtifact[]> {
  const { context, request, packages } = work;
  if (request.functions.length === 0) return [];
  const phase = work.progress.phase("build", request.functions.length);
  const groups = functionsByPackages(request.functions, packages);
  const building = groups.map((group) =>
    buildFunctions(context, group.functions, group.packages, (id) => phase.tick(id)),
  );
  return (await firstErrorInOrder(building).finally(() => phase.end())).flat();
}

/** All results; of several errors always the same one, whichever came first. */
async function firstErrorInOrder<Result>(work: readonly Promise<Result>[]): Promise<readonly Result[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

function packagesOf(context: BuildContext, layer: LayerSource): readonly LayerPackage[] {
  const shown = context.shown(layer.folder);
  return layer.kind === "npm"
    ? readNpmLockfile(layer.folder, shown).provides.map((name) => ({ name, subpaths: true }))
    : [{ name: readSourcePackage(layer.folder, shown).name, subpaths: false }];
}

function packagesOfAll(packages: Work["packages"], ids: readonly string[]): readonly LayerPackage[] {
  return ids.flatMap((id) => {
    const provided = packages.get(id);
    if (provided === undefined) throw new Error(`The layer "${id}" is used but was not declared.`);
    return provided;
  });
}

interface FunctionGroup {
  readonly functions: readonly FunctionSource[];
  readonly packages: readonly LayerPackage[];
}

/** Functions for which the same imports stay outside the bundle, in an order that declarations do not change. */
function functionsByPackages(
  functions: readonly FunctionSource[],
  packages: Work["packages"],
): readonly FunctionGroup[] {
  const groups = new Map<string, FunctionGroup>();
  for (const source of [...functions].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const provided = packagesOfAll(packages, source.layers);
    const key = JSON.stringify(provided.map(({ name, subpaths }) => `${name} ${subpaths}`).sort());
    const group = groups.get(key);
    groups.set(key, { packages: provided, functions: [...(group?.functions ?? []), source] });
  }
  return [...groups.values()];
}

function checkAllLimits(built: readonly BuiltArtifact[]): void {
  const sizes = new Map<string, ArtifactSize>(
    built.map(({ artifact, heaviest }) => [artifact.id, { ...artifact, heaviest }]),
  );
  for (const { artifact } of built) {
    const usesThem = artifact.kind === "function"; // a layer does not bring the layers that it needs
    const layers = usesThem ? artifact.layers.map((id) => sizes.get(id) as ArtifactSize) : [];
    checkLimits(sizes.get(artifact.id) as ArtifactSize, layers);
  }
}
