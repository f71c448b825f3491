import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import type { StoredZip } from "./artifact-store.ts";
import type { BuildContext } from "./build-context.ts";
import type { NpmLayerSource } from "./build-request.ts";
import { BUILDER_VERSION } from "./builder-version.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { heaviestOf } from "./heaviest.ts";
import { installPackages } from "./npm-install.ts";
import { type NpmLockfile, readNpmLockfile } from "./npm-lockfile.ts";
import { sha256 } from "./sha256.ts";
import { zipFiles } from "./zip.ts";

/**
 * A layer of npm packages for Lambda's Linux, in `nodejs/node_modules`, with its `package.json` and `package-lock.json`
 * in `nodejs`, from which a local run installs the same packages for its own machine.
 *
 * An install is slow: what was built from the same two files for the same architecture is taken from the store.
 *
 * @throws UserError for missing files and in npm's words when it cannot install.
 */
export async function buildNpmLayer(
  context: BuildContext,
  source: NpmLayerSource,
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<BuiltArtifact> {
  const shown = context.shown(source.folder);
  const lockfile = readNpmLockfile(source.folder, shown);
  const options = {
    architecture: source.architecture,
    builder: BUILDER_VERSION,
    libc: "glibc",
    os: "linux",
  };
  const key = layerKey(lockfile, options);
  const { heaviest, ...stored } =
    context.store.recall(key) ?? (await install(context, { source, lockfile, key, env, signal }));
  return {
    heaviest,
    artifact: {
      id: source.id,
      kind: "npm-layer",
      ...stored,
      inputs: context.inputsAt(["package.json", "package-lock.json"].map((name) => posix.join(shown, name))),
      options,
      provides: lockfile.provides,
      layers: [],
    },
  };
}

/** The digest of all that an npm layer's content depends on. */
export function layerKey(
  { packageJson, packageLock }: { readonly packageJson: Uint8Array; readonly packageLock: Uint8Array },
  options: Readonly<Record<string, string>>,
): string {
  return sha256(JSON.stringify([options, sha256(packageJson), sha256(packageLock)]));
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
  const sizes = files.map(({ path, bytes }) => ({ path, sizeBytes: bytes.length }));
  return context.store.remember(layer.key, zipFiles(files), {
    unzippedBytes: sizes.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    heaviest: heaviestOf(sizes),
  });
}
