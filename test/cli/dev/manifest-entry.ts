import type { ManifestEntry } from "../../../packaging/manifest.ts";

/** A function of the stack "app" with the entry `functions/<address>/handler.ts`, its only input. */
export function functionEntry(address: string, more: Partial<ManifestEntry> = {}): ManifestEntry {
  const source = more.source ?? `functions/${address}/handler.ts`;
  return {
    id: `${more.stack ?? "app"}/${address}`,
    kind: "function",
    source,
    stack: "app",
    address,
    file: `assets/${address}.zip`,
    sha256: `digest of ${address}`,
    sizeBytes: 2000,
    unzippedBytes: 5000,
    provides: [],
    layers: [],
    options: { platform: "node" },
    inputs: inputsAt(source),
    packages: [],
    ...more,
  };
}

/** A layer of shared code in `layers/<address>`. */
export function sourceLayerEntry(address: string, more: Partial<ManifestEntry> = {}): ManifestEntry {
  const source = `layers/${address}`;
  return functionEntry(address, {
    kind: "source-layer",
    source,
    file: `assets/layer-${address}.zip`,
    inputs: inputsAt(`${source}/index.ts`, `${source}/package.json`),
    ...more,
  });
}

/** A layer of npm packages in `layers/<address>`. */
export function npmLayerEntry(address: string): ManifestEntry {
  const source = `layers/${address}`;
  return sourceLayerEntry(address, {
    kind: "npm-layer",
    options: { architecture: "arm64" },
    inputs: inputsAt(`${source}/package-lock.json`, `${source}/package.json`),
  });
}

export function inputsAt(...paths: readonly string[]): ManifestEntry["inputs"] {
  return paths.map((path) => ({ path, sha256: `digest of ${path}`, sizeBytes: 1 }));
}
