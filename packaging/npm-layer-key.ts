import type { Architecture } from "./build-request.ts";
import { BUILDER_VERSION } from "./builder-version.ts";
import { sha256 } from "./sha256.ts";

/** How a layer of npm packages is made, for {@link Artifact.options}. */
export function npmLayerOptions(architecture: Architecture): Readonly<Record<string, string>> {
  return { architecture, builder: BUILDER_VERSION, libc: "glibc", os: "linux" };
}

/** The digest of all that an npm layer's content depends on. */
export function layerKey(
  { packageJson, packageLock }: { readonly packageJson: Uint8Array; readonly packageLock: Uint8Array },
  options: Readonly<Record<string, string>>,
): string {
  return sha256(JSON.stringify([options, sha256(packageJson), sha256(packageLock)]));
}
