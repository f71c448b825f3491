import { existsSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../reporting/user-error.ts";
import type { StoredZip } from "./artifact-store.ts";
import type { BuildContext } from "./build-context.ts";
import type { NpmLayerSource } from "./build-request.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { deflateAhead } from "./deflated.ts";
import { heaviestOf } from "./heaviest.ts";
import { neededPackages } from "./locked-packages.ts";
import { installPackages } from "./npm-install.ts";
import { npmLayerArtifact } from "./npm-layer-artifact.ts";
import { layerKey, npmLayerOptions } from "./npm-layer-key.ts";
import { type NpmLockfile, readNpmLockfile } from "./npm-lockfile.ts";
import { lambdaTarget } from "./npm-target.ts";
import { type OnceForEach, onceForEach } from "./once-for-each.ts";
import { zipFiles } from "./zip.ts";
import type { ZipFile } from "./zip-file.ts";

/**
 * A layer of npm packages for Lambda's Linux, in `nodejs/node_modules`, with its `package.json` and `package-lock.json`
 * in `nodejs`, from which a local run installs the same packages for its own machine. The store keeps it.
 *
 * @throws UserError for missing files and in npm's words when it cannot install.
 */
export async function buildNpmLayer(
  context: BuildContext,
  source: NpmLayerSource,
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<BuiltArtifact> {
  const lockfile = readNpmLockfile(source.folder, context.shown(source.folder));
  const key = layerKey(lockfile, npmLayerOptions(source.architecture));
  const zip = await installOnce(context, { source, lockfile, key, env, signal });
  return npmLayerArtifact(context, source, zip, lockfile.provides);
}

interface LayerInstall {
  readonly source: NpmLayerSource;
  readonly lockfile: NpmLockfile;
  readonly key: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal | undefined;
}

/** By their keys, in one build. */
const INSTALLS = new WeakMap<BuildContext, OnceForEach<StoredZip>>();

/** Stacks for several environments have the same layers. */
function installOnce(context: BuildContext, layer: LayerInstall): Promise<StoredZip> {
  const installed = INSTALLS.get(context) ?? onceForEach<StoredZip>();
  INSTALLS.set(context, installed);
  return installed(layer.key, () => install(context, layer));
}

async function install(context: BuildContext, layer: LayerInstall): Promise<StoredZip> {
  const { source, lockfile, signal } = layer;
  const npmrc = [source.folder, context.projectRoot].map((folder) => join(folder, ".npmrc")).find(existsSync);
  const files = await installPackages({
    packageJson: lockfile.packageJson,
    packageLock: lockfile.packageLock,
    target: lambdaTarget(source.architecture),
    shown: context.shown(source.folder),
    env: layer.env,
    ...(npmrc !== undefined && { npmrc }),
    ...(signal !== undefined && { signal }),
  });
  refuseIncomplete(context, layer, files);
  await Promise.all(files.map(({ bytes }) => deflateAhead(bytes)));
  const sizes = files.map(({ path, bytes }) => ({ path, sizeBytes: bytes.length }));
  return context.store.remember(layer.key, zipFiles(files), {
    unzippedBytes: sizes.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    heaviest: heaviestOf(sizes),
  });
}

/**
 * An optional package that npm cannot fetch, or whose `engines` this machine's Node.js does not satisfy, is left out without
 * a word: the layer would lack its binary, and would be another one elsewhere.
 */
function refuseIncomplete(
  context: BuildContext,
  { source, lockfile }: LayerInstall,
  files: readonly ZipFile[],
): void {
  const paths = new Set(files.map(({ path }) => path));
  const needed = neededPackages(lockfile.locked, lambdaTarget(source.architecture));
  const missing = [...needed.keys()].filter((path) => !paths.has(`nodejs/${path}/package.json`)).sort();
  if (missing.length === 0) return;
  throw new UserError({
    at: context.shown(source.folder),
    expected: '"npm ci" to install all packages of the lockfile',
    found: `that it left out ${missing.join(", ")}`,
    advice:
      "Build again if the registry could not be reached; if not, use a Node.js that `engines` of the package allows.",
  });
}
