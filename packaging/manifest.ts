import type { Artifact } from "./artifact.ts";

/** The file beside the stacks' folders in which {@link manifestText} is kept. */
export const MANIFEST_FILE = "terraloom.manifest.json";

/** The version of what the manifest looks like. */
export const MANIFEST_FORMAT = 1;

/** An artifact as an app uses it: without the place on this machine, with the place in the synthesized output. */
export interface ManifestEntry extends Omit<Artifact, "zipPath" | "mapPath"> {
  /** The resource's name in Terraform. */
  readonly address: string;
  /** The stack's name. */
  readonly stack: string;
  /** Relative to the stack's output folder: `assets/compress.zip`. */
  readonly file: string;
}

/**
 * The manifest of an app: sorted by id, the same for the same app on every machine.
 *
 * @throws Error for an absolute path, which would be another one on another machine.
 */
export function manifestText(entries: readonly ManifestEntry[]): string {
  const sorted = [...entries].sort((a, b) => (a.id < b.id ? -1 : 1));
  return `${JSON.stringify({ format: MANIFEST_FORMAT, artifacts: sorted.map(written) }, null, 2)}\n`;
}

/** An entry with its fields in the order in which they are written, and no others. */
function written(entry: ManifestEntry): ManifestEntry {
  const { id, kind, source, stack, address, file, sha256, sizeBytes, unzippedBytes } = entry;
  const { provides, layers, options, inputs, packages } = entry;
  for (const path of [source, file, ...inputs.map((input) => input.path)]) refuseAbsolute(path);
  return {
    id,
    kind,
    source,
    stack,
    address,
    file,
    sha256,
    sizeBytes,
    unzippedBytes,
    provides,
    layers,
    options,
    inputs: inputs.map(({ path, sha256, sizeBytes }) => ({ path, sha256, sizeBytes })),
    packages: packages.map(({ name, version, sha256 }) => ({ name, version, sha256 })),
  };
}

function refuseAbsolute(path: string): void {
  if (/^(\/|[A-Za-z]:)/.test(path)) throw new Error(`The manifest must not name ${path}, an absolute path.`);
}
