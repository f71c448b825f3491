import { basename } from "node:path";
import type { Progress } from "../reporting/progress-bar.ts";
import type { Artifact } from "./artifact.ts";
import { type BuildContext, createBuildContext } from "./build-context.ts";
import { attempt, type BuildOutcome, together } from "./build-outcome.ts";
import type { BuildRequest, FunctionSource, LayerSource } from "./build-request.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { cacheBound } from "./cache-bound.ts";
import { pruneCache } from "./cache-entries.ts";
import { checkedArtifacts } from "./checked-artifacts.ts";
import { buildFunctions } from "./function-artifact.ts";
import { askedFunction } from "./function-problem.ts";
import type { LayerPackage } from "./layer-externals.ts";
import { areKnown, type LayerPackages, layerPackages, packagesOfAll } from "./layer-packages.ts";
import { buildNpmLayer } from "./npm-layer.ts";
import { recallArtifacts } from "./recall-artifacts.ts";
import { buildSourceLayer } from "./source-layer.ts";
import { warningsOf } from "./warnings-of.ts";

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
 * @throws UserError for all that keeps them from being built, once what can be built is.
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
    const { built, problems } = together([await functions, await layers]);
    const all = [...recalled, ...built];
    const artifacts = checkedArtifacts(all, request, problems);
    for (const line of warningsOf(all)) report(line);
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

const NOTHING: BuildOutcome = { built: [], problems: [] };

async function buildLayers(work: Work): Promise<BuildOutcome> {
  const { context, request, packages } = work;
  if (request.layers.length === 0) return NOTHING;
  const phase = work.progress.phase("layers", request.layers.length);
  const building = request.layers.map((layer) => {
    const done = phase.begin(`${layer.kind === "npm" ? "installing" : "bundling"} ${layer.id}`);
    const asked = { kind: "layer", id: layer.id, source: context.shown(layer.folder) } as const;
    const isSure = layer.kind === "npm" || areKnown(packages, layer.layers);
    return attempt(context, [asked], async () => {
      const built = await buildLayer(work, layer);
      phase.tick(layer.id);
      return { built: [built], problems: [] };
    })
      .then((outcome) => (isSure ? outcome : certain(outcome)))
      .finally(done);
  });
  return allInOrder(building).finally(() => phase.end());
}

function buildLayer({ context, env, packages, signal }: Work, layer: LayerSource): Promise<BuiltArtifact> {
  return layer.kind === "npm"
    ? buildNpmLayer(context, layer, env, signal)
    : buildSourceLayer(context, layer, packagesOfAll(packages, layer.layers));
}

async function buildAllFunctions({ context, request, packages, progress }: Work): Promise<BuildOutcome> {
  if (request.functions.length === 0) return NOTHING;
  const phase = progress.phase("build", request.functions.length);
  const groups = functionsByPackages(request.functions, packages);
  const building = groups.map(({ functions, provided, isSure }) => {
    const done = phase.begin(
      `bundling ${functions.length === 1 ? functions[0]?.id : `${functions.length} functions`}`,
    );
    const asked = functions.map((source) => askedFunction(context, source));
    return attempt(context, asked, () => buildFunctions(context, functions, provided, (id) => phase.tick(id)))
      .then((outcome) => (isSure ? outcome : certain(outcome)))
      .finally(done);
  });
  return allInOrder(building).finally(() => phase.end());
}

/** All outcomes; of several failures always the same one, whichever came first. */
async function allInOrder(work: readonly Promise<BuildOutcome>[]): Promise<BuildOutcome> {
  await Promise.allSettled(work);
  return together(await Promise.all(work));
}

/** What holds although nobody knows what some layers provide: they may have what is missing, or take from the size. */
function certain({ problems }: BuildOutcome): BuildOutcome {
  return { built: [], problems: problems.filter(({ missingPackage }) => missingPackage === undefined) };
}

interface FunctionGroup {
  readonly functions: readonly FunctionSource[];
  /** What their layers provide. */
  readonly provided: readonly LayerPackage[];
  /** Whether that is all of it. */
  readonly isSure: boolean;
}

/** Functions for which the same imports stay outside the bundle, in an order that declarations do not change. */
function functionsByPackages(
  functions: readonly FunctionSource[],
  packages: LayerPackages,
): readonly FunctionGroup[] {
  const groups = new Map<string, FunctionGroup & { readonly functions: FunctionSource[] }>();
  for (const source of [...functions].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const provided = packagesOfAll(packages, source.layers);
    const isSure = areKnown(packages, source.layers);
    const key = JSON.stringify([
      isSure,
      ...provided.map(({ name, subpaths }) => `${name} ${subpaths}`).sort(),
    ]);
    const group = groups.get(key) ?? { functions: [], provided, isSure };
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
