export type Architecture = "arm64" | "x64";

/** What a function or layer may weigh at most, apart from the layers that it uses. Default: Lambda's limits alone. */
export interface SizeBudget {
  readonly zipBytes?: number;
  readonly unzippedBytes?: number;
}

/** A Lambda function for Node.js to bundle. */
export interface NodeFunctionSource {
  readonly kind: "node";
  readonly id: string;
  /** The absolute path of the file that exports `handler`. */
  readonly entry: string;
  /** The ids of its layers, in order. */
  readonly layers: readonly string[];
  readonly budget?: SizeBudget;
}

export type FunctionSource = NodeFunctionSource;

/** A layer of npm packages, as a lockfile names them. */
export interface NpmLayerSource {
  readonly kind: "npm";
  readonly id: string;
  /** The absolute path of the folder with `package.json` and `package-lock.json`. */
  readonly folder: string;
  readonly architecture: Architecture;
  readonly budget?: SizeBudget;
}

/** A layer of shared code: one package, bundled from source. */
export interface SourceLayerSource {
  readonly kind: "source";
  readonly id: string;
  /** The absolute path of the folder whose `package.json` gives `name` and `exports`. */
  readonly folder: string;
  /** The ids of the layers whose packages the code imports without bundling them. */
  readonly layers: readonly string[];
  readonly budget?: SizeBudget;
}

export type LayerSource = NpmLayerSource | SourceLayerSource;

/** All that an app needs built. */
export interface BuildRequest {
  /** Absolute; the input paths in artifacts are relative to it. */
  readonly projectRoot: string;
  readonly functions: readonly FunctionSource[];
  readonly layers: readonly LayerSource[];
}
