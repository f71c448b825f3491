import { basename } from "node:path";
import type { Phase, Progress } from "../reporting/progress-bar.ts";
import type { Artifact } from "./artifact.ts";
import { type BuildContext, createBuildContext } from "./build-context.ts";
import { attempt, type BuildOutcome, together } from "./build-outcome.ts";
import { packedBuilder } from "./build-packed.ts";
import type { BuildRequest, FunctionSource, LayerSource, NodeFunctionSource } from "./build-request.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { cacheBound } from "./cache-bound.ts";
import { pruneCache } from "./cache-entries.ts";
import { checkedArtifacts } from "./checked-artifacts.ts";
import { buildFunctions } from "./function-artifact.ts";
import { byId, type FunctionGroup, functionGroups } from "./function-groups.ts";
import { askedFunction } from "./function-problem.ts";
import { areKnown, type LayerPackages, layerPackages, packagesOfAll } from "./layer-packages.ts";
import { buildNpmLayer } from "./npm-layer.ts";
import type { PackedFunctionSource } from "./packing-of.ts";
import { recallArtifacts } from "./recall-artifacts.ts";
import { buildSourceLayer } from "./source-layer.ts";
import { versionSkews } from "./version-skew.ts";
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
    const skews = versionSkews(context, request, packages);
    const artifacts = checkedArtifacts(all, request, [...problems, ...skews]);
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

async function buildAllFunctions(work: Work): Promise<BuildOutcome> {
  const { request, packages } = work;
  if (request.functions.length === 0) return NOTHING;
  const phase = work.progress.phase("build", request.functions.length);
  const groups = functionGroups(request.functions.filter(isBundled), packages);
  const packed = byId(request.functions.filter((source) => source.kind !== "node"));
  const building = [
    ...groups.map((group) => bundleGroup(work, group, phase)),
    ...packed.map(packedGroup(work, phase)),
  ];
  return allInOrder(building).finally(() => phase.end());
}

function bundleGroup({ context }: Work, group: FunctionGroup, phase: Phase): Promise<BuildOutcome> {
  const { functions, isSure } = group;
  const done = phase.begin(
    `bundling ${functions.length === 1 ? functions[0]?.id : `${functions.length} functions`}`,
  );
  const asked = functions.map((source) => askedFunction(context, source));
  return attempt(context, asked, () => buildFunctions(context, group, (id) => phase.tick(id)))
    .then((outcome) => (isSure ? outcome : certain(outcome)))
    .finally(done);
}

/** Functions that are not bundled, each by itself. */
function packedGroup({ context, env, packages, signal }: Work, phase: Phase) {
  const buildPacked = packedBuilder(context, { env, signal });
  return (source: PackedFunctionSource): Promise<BuildOutcome> => {
    const done = phase.begin(`${WORDS[source.kind]} ${source.id}`);
    return attempt(context, [askedFunction(context, source)], async () => {
      const built = await buildPacked(source);
      phase.tick(source.id);
      return { built: [built], problems: [] };
    })
      .then((outcome) => (areKnown(packages, source.layers) ? outcome : certain(outcome)))
      .finally(done);
  };
}

const WORDS = { python: "installing", ready: "reading", command: "running the command of" } as const;

function isBundled(source: FunctionSource): source is NodeFunctionSource {
  return source.kind === "node";
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

/** The cache grows by what is built only. */
function boundCache(context: BuildContext, artifacts: readonly Artifact[], env: NodeJS.ProcessEnv): void {
  const { path, used, written } = context.cacheFolder;
  if (written.size === 0) return;
  const zips = artifacts.map(({ zipPath }) => basename(zipPath));
  pruneCache(path, { maxBytes: cacheBound(env), kept: new Set([...used, ...zips]) });
}
