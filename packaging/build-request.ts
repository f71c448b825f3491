export type Architecture = "arm64" | "x64";

/** A Lambda function to bundle. */
export interface FunctionSource {
  readonly id: string;
  /** The absolute path of the file that exports `handler`. */
  readonly entry: string;
  /** The ids of its layers, in order. */
  readonly layers: readonly string[];
}

/** A layer of npm packages, as a lockfile names them. */
export interface NpmLayerSource {
  readonly kind: "npm";
  readonly id: string;
  /** The absolute path of the folder with `package.json` and `package-lock.json`. */
  readonly folder: string;
  readonly architecture: Architecture;
}

/** A layer of shared code: one package, bundled from source. */
export interface SourceLayerSource {
  readonly kind: "source";
  readonly id: string;
  /** The absolute path of the folder whose `package.json` gives `name` and `exports`. */
  readonly folder: string;
  /** The ids of the layers whose packages the code imports without bundling them. */
  readonly layers: readonly string[];
}

export type LayerSource = NpmLayerSource | SourceLayerSource;

/** All that an app needs built. */
export interface BuildRequest {
  /** Absolute; the input paths in artifacts are relative to it. */
  readonly projectRoot: string;
  readonly functions: readonly FunctionSource[];
  readonly layers: readonly LayerSource[];
}
