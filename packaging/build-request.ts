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
  /** Whether its packages are bundled with it, in one file. Default: apart. */
  readonly isSingleBundle?: boolean;
  /** Whether the zip has the source map, which lies beside it otherwise. Default: false. */
  readonly hasSourceMap?: boolean;
  /** The ids of its layers, in order. */
  readonly layers: readonly string[];
  readonly budget?: SizeBudget;
}

/** The versions of Python that Lambda creates functions for. */
export type PythonVersion = "3.11" | "3.12" | "3.13" | "3.14";

/** A Lambda function for Python: a folder of modules, and the packages that its `requirements.txt` names. */
export interface PythonFunctionSource {
  readonly kind: "python";
  readonly id: string;
  /** The absolute path of the folder whose files lie at the root of the zip. */
  readonly folder: string;
  readonly pythonVersion: PythonVersion;
  readonly architecture: Architecture;
  readonly layers: readonly string[];
  readonly budget?: SizeBudget;
}

/** A Lambda function that something else has built. */
export interface ReadyFunctionSource {
  readonly kind: "ready";
  readonly id: string;
  /** The absolute path of a folder, which is zipped, or of a zip or jar, which is taken byte for byte. */
  readonly path: string;
  /** For a runtime without a language: the machine for which an executable `bootstrap` must lie at the root. */
  readonly bootstrap?: Architecture;
  readonly layers: readonly string[];
  readonly budget?: SizeBudget;
}

/** A Lambda function that a command builds: a `bootstrap` for a runtime without a language. */
export interface CommandFunctionSource {
  readonly kind: "command";
  readonly id: string;
  /** The absolute path of the folder in which the command runs, and on whose files its result depends. */
  readonly folder: string;
  /** For the shell: `cargo lambda build --release`. */
  readonly command: string;
  readonly architecture: Architecture;
  readonly layers: readonly string[];
  readonly budget?: SizeBudget;
}

export type FunctionSource =
  | NodeFunctionSource
  | PythonFunctionSource
  | ReadyFunctionSource
  | CommandFunctionSource;

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
