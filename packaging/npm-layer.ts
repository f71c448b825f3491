import { existsSync } from "node:fs";
import { join } from "node:path";
import type { StoredZip } from "./artifact-store.ts";
import type { BuildContext } from "./build-context.ts";
import type { NpmLayerSource } from "./build-request.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { deflateAhead } from "./deflated.ts";
import { heaviestOf } from "./heaviest.ts";
import { installPackages } from "./npm-install.ts";
import { npmLayerArtifact } from "./npm-layer-artifact.ts";
import { layerKey, npmLayerOptions } from "./npm-layer-key.ts";
import { type NpmLockfile, readNpmLockfile } from "./npm-lockfile.ts";
import { zipFiles } from "./zip.ts";

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
  const zip = await install(context, { source, lockfile, key, env, signal });
  return npmLayerArtifact(context, source, zip, lockfile.provides);
}

interface LayerInstall {
  readonly source: NpmLayerSource;
  readonly lockfile: NpmLockfile;
  readonly key: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal | undefined;
}

async function install(context: BuildContext, layer: LayerInstall): Promise<StoredZip> {
  const { source, lockfile, signal } = layer;
  const npmrc = [source.folder, context.projectRoot].map((folder) => join(folder, ".npmrc")).find(existsSync);
  const files = await installPackages({
    packageJson: lockfile.packageJson,
    packageLock: lockfile.packageLock,
    target: { os: "linux", cpu: source.architecture, libc: "glibc" },
    shown: context.shown(source.folder),
    env: layer.env,
    ...(npmrc !== undefined && { npmrc }),
    ...(signal !== undefined && { signal }),
  });
  await Promise.all(files.map(({ bytes }) => deflateAhead(bytes)));
  const sizes = files.map(({ path, bytes }) => ({ path, sizeBytes: bytes.length }));
  return context.store.remember(layer.key, zipFiles(files), {
    unzippedBytes: sizes.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    heaviest: heaviestOf(sizes),
  });
}
