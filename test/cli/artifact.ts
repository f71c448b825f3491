import type { BuiltArtifact } from "../../cli/built-artifacts.ts";

/** A function of the stack "app", which weighs 2 kB zipped and 5 kB unzipped. */
export function functionOf(address: string, more: Partial<BuiltArtifact> = {}): BuiltArtifact {
  const id = `${more.stack ?? "app"}/${address}`;
  return {
    id,
    kind: "function",
    stack: "app",
    address,
    file: `assets/${address}.zip`,
    sha256: `digest of ${id}`,
    sizeBytes: 2000,
    unzippedBytes: 5000,
    layers: [],
    ...more,
  };
}

/** A layer of the stack "app", which weighs 1 MB zipped and 3 MB unzipped. */
export function layerOf(address: string, more: Partial<BuiltArtifact> = {}): BuiltArtifact {
  const file = `assets/layer-${address}.zip`;
  return functionOf(address, {
    kind: "npm-layer",
    file,
    sizeBytes: 1_000_000,
    unzippedBytes: 3_000_000,
    ...more,
  });
}
