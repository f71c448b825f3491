import { basename } from "node:path";
import type { Progress } from "../reporting/progress-bar.ts";
import type { Artifact } from "./artifact.ts";
import { type BuildContext, createBuildContext } from "./build-context.ts";
import { packedBuilder } from "./build-packed.ts";
import type { BuildRequest, FunctionSource, NodeFunctionSource } from "./build-request.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { cacheBound } from "./cache-bound.ts";
import { pruneCache } from "./cache-entries.ts";
import { checkedArtifacts } from "./checked-artifacts.ts";
import { buildFunctions } from "./function-artifact.ts";
import type { LayerPackage } from "./layer-externals.ts";
import { type LayerPackages, layerPackages, packagesOfAll } from "./layer-packages.ts";
import { buildNpmLayer } from "./npm-layer.ts";
import { recallArtifacts } from "./recall-artifacts.ts";
import { buildSourceLayer } from "./source-layer.ts";

/** The world around a build. */
export interface BuildSurroundings {
  /** Default: that of the process. */
  readonly env?: NodeJS.ProcessEnv;
  /** Gets each line that is not an error: a damaged store entry, a warning of esbuild. Default: stderr. */
  readonly report?: (line: string) => void;
  /** Gives the folder for what the cache cannot take. Default: a temporary one that goes with this process. */
  readonly overflow?: () => string;
  /** What is known to be as it was built before. Default: found out here. */
  readonly recalled?: readonly BuiltArtifact[];
}

/**
 * Builds all functions and layers of an app that were not built before from the same sources, and returns all artifacts,
 * sorted by id: layers at the same time as functions, functions with the same layers in one pass.
 *
 * @throws UserError for whatever in the sources keeps them from being built.
 */
export async function buildArtifacts(
  request: BuildRequest,
  progress: Progress,
  surroundings: BuildSurroundings = {},
): Promise<readonly Artifact[]> {
  const { env = process.env, report = (line) => process.stderr.write(`${line}\n`), overflow } = surroundings;
  const context = createBuildContext(request.projectRoot, env, report, overflow);
  const packages = layerPackages(context, request.layers);
  const recalled = surroundings.recalled ?? recallArtifacts(context, request, packages);
  const abort = new AbortController();
  const work = {
    context,
    packages,
    progress,
    env,
    signal: abort.signal,
    request: missing(request, recalled),
  };
  const layers = buildLayers(work);
  const functions = buildAllFunctions(work);
  layers.catch(() => {}); // awaited below; until then its failure must not end the process
  try {
    const artifacts = checkedArtifacts([...recalled, ...(await functions), ...(await layers)], request);
    boundCache(context, artifacts, env);
    return artifacts;
  } catch (error) {
    abort.abort(); // an npm that still runs would outlive the error
    await Promise.allSettled([layers, functions]);
    throw error;
  }
}

interface Work {
  readonly context: BuildContext;
  /** What is left to build. */
  readonly request: BuildRequest;
  readonly packages: LayerPackages;
  readonly progress: Progress;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

function missing(request: BuildRequest, recalled: readonly BuiltArtifact[]): BuildRequest {
  const ids = new Set(recalled.map(({ artifact }) => artifact.id));
  const isMissing = ({ id }: { readonly id: string }) => !ids.has(id);
  return {
    ...request,
    functions: request.functions.filter(isMissing),
    layers: request.layers.filter(isMissing),
  };
}

async function buildLayers(work: Work): Promise<readonly BuiltArtifact[]> {
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
  const groups = functionsByPackages(request.functions.filter(isBundled), packages);
  const bundling = groups.map((group) =>
    buildFunctions(context, group.functions, group.packages, (id) => phase.tick(id)),
  );
  const buildPacked = packedBuilder(context, { env: work.env, signal: work.signal });
  const packing = byId(request.functions.filter((source) => !isBundled(source))).map(async (source) => {
    const built = await buildPacked(source);
    phase.tick(source.id);
    return [built];
  });
  return (await firstErrorInOrder([...bundling, ...packing]).finally(() => phase.end())).flat();
}

function isBundled(source: FunctionSource): source is NodeFunctionSource {
  return source.kind === "node";
}

function byId<Source extends FunctionSource>(functions: readonly Source[]): readonly Source[] {
  return [...functions].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** All results; of several errors always the same one, whichever came first. */
async function firstErrorInOrder<Result>(work: readonly Promise<Result>[]): Promise<readonly Result[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

interface FunctionGroup {
  readonly functions: readonly NodeFunctionSource[];
  readonly packages: readonly LayerPackage[];
}

/** Functions for which the same imports stay outside the bundle, in an order that declarations do not change. */
function functionsByPackages(
  functions: readonly NodeFunctionSource[],
  packages: LayerPackages,
): readonly FunctionGroup[] {
  const groups = new Map<
    string,
    { readonly functions: NodeFunctionSource[]; readonly packages: readonly LayerPackage[] }
  >();
  for (const source of byId(functions)) {
    const provided = packagesOfAll(packages, source.layers);
    const key = JSON.stringify(provided.map(({ name, subpaths }) => `${name} ${subpaths}`).sort());
    const group = groups.get(key) ?? { packages: provided, functions: [] };
    groups.set(key, group);
    group.functions.push(source);
  }
  return [...groups.values()];
}

/** The cache grows by what is built only. */
function boundCache(context: BuildContext, artifacts: readonly Artifact[], env: NodeJS.ProcessEnv): void {
  const { path, used, written } = context.cacheFolder;
  if (written.size === 0) return;
  const zips = artifacts.map(({ zipPath }) => basename(zipPath));
  pruneCache(path, { maxBytes: cacheBound(env), kept: new Set([...used, ...zips]) });
}
