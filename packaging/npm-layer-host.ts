import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { BUILDER_VERSION } from "./builder-version.ts";
import { keptFolder } from "./kept-folder.ts";
import { installPackages } from "./npm-install.ts";
import { layerKey } from "./npm-layer-key.ts";
import type { NpmTarget } from "./npm-target.ts";
import type { ZipFile } from "./zip-file.ts";

export interface HostLayer {
  /** The content of `nodejs/package.json` in the layer's zip. */
  readonly packageJson: Uint8Array;
  /** The content of `nodejs/package-lock.json` in the layer's zip. */
  readonly packageLock: Uint8Array;
  /** Where installed layers are kept; it need not exist. */
  readonly cacheFolder: string;
  /** The layer as messages name it. Default: `layer`. */
  readonly shown?: string;
  /** Gets one line when the cache has a damaged copy. Default: stderr. */
  readonly report?: (line: string) => void;
}

/**
 * Installs a layer's lockfile for the machine this runs on, once for each content, and returns the absolute or relative
 * folder (as `cacheFolder` is) that has `nodejs/node_modules`. Several processes may do so at the same time.
 *
 * @throws UserError in npm's words when it cannot install.
 */
export async function layerForHost(layer: HostLayer, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const { packageJson, packageLock, cacheFolder, shown = "layer", report = toStderr } = layer;
  const target = hostTarget();
  const key = layerKey(layer, { builder: BUILDER_VERSION, ...target });
  return keptFolder({ cacheFolder, name: `layer-${key}`, shown: "layer", report }, async (folder) => {
    const files = await installPackages({ packageJson, packageLock, target, shown, env });
    writeFiles(folder, files);
    return files;
  });
}

function toStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}

function writeFiles(folder: string, files: readonly ZipFile[]): void {
  mkdirSync(join(folder, "nodejs", "node_modules"), { recursive: true });
  for (const { path, bytes, executable } of files) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
    if (executable) chmodSync(target, 0o755);
  }
}

function hostTarget(): NpmTarget & Readonly<Record<string, string>> {
  const { platform, arch } = process;
  return platform === "linux" ? { os: platform, cpu: arch, libc: hostLibc() } : { os: platform, cpu: arch };
}

function hostLibc(): "glibc" | "musl" {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime === undefined ? "musl" : "glibc";
}
