/** A file that an artifact's bytes depend on. */
export interface ArtifactInput {
  /** Relative to the project's root, with `/` between folders. */
  readonly path: string;
  /** In hexadecimal digits. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** A package that an artifact's bytes depend on. */
export interface ArtifactPackage {
  readonly name: string;
  /** As its package.json has it; empty where it has none. */
  readonly version: string;
  /** Of the files that were bundled, by their paths in the package and their contents; in hexadecimal digits. */
  readonly sha256: string;
}

export type ArtifactKind = "function" | "npm-layer" | "source-layer";

/** A built zip and what is known of it. */
export interface Artifact {
  readonly id: string;
  readonly kind: ArtifactKind;
  /** The entry or the folder that it is made from, relative to the project's root, with `/` between folders. */
  readonly source: string;
  /** The SHA-256 of the zip's bytes in base64: Terraform's `source_code_hash`. */
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly unzippedBytes: number;
  /** The absolute path of the zip in the artifact store. */
  readonly zipPath: string;
  /** The absolute path of the source map that goes beside the zip, in the artifact store; none for what has none. */
  readonly mapPath?: string;
  /** The project's own files, not those of packages; sorted by path. */
  readonly inputs: readonly ArtifactInput[];
  /** The packages that are bundled, sorted by name; none for a layer of npm packages, whose lockfile names them. */
  readonly packages: readonly ArtifactPackage[];
  /** What the build was told (format, target, architecture, …) and by which versions, sorted by name. */
  readonly options: Readonly<Record<string, string>>;
  /** The packages that this layer provides, sorted; none for a function. */
  readonly provides: readonly string[];
  /** The ids of the layers it uses, in order. */
  readonly layers: readonly string[];
}
