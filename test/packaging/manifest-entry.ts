import type { ManifestEntry } from "../../packaging/manifest.ts";

/** A function that is in the manifest of an app. */
export const ENTRY: ManifestEntry = {
  id: "app/compress",
  kind: "function",
  source: "functions/compress/handler.ts",
  stack: "app",
  address: "compress",
  file: "assets/compress.zip",
  sha256: "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=",
  sizeBytes: 3,
  unzippedBytes: 7,
  provides: [],
  layers: ["app/sharp"],
  options: { format: "cjs" },
  inputs: [{ path: "functions/compress/handler.ts", sha256: "0".repeat(64), sizeBytes: 9 }],
  packages: [{ name: "ms", version: "2.1.3", sha256: "1".repeat(64) }],
};
