import type { TerraformProvider } from "cdktf";
import type { Architecture, SizeBudget } from "../packaging/build-request.ts";
import type { LambdaLayer } from "./lambda-layer.ts";
import type { LogProps } from "./log-group.ts";
import type { SourcePath } from "./source-path.ts";

/** What functions of every runtime have. */
export interface CommonFunctionProps extends LogProps {
  readonly description?: string;
  /** At most five, in this order. Their packages stay out of the bundle. Default: none. */
  readonly layers?: readonly LambdaLayer[];
  /** 128 to 10240; the share of a CPU grows with it. Default: 256. */
  readonly memoryMb?: number;
  /** 1 to 900. Default: 10. */
  readonly timeoutSeconds?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** Default: `arm64`. */
  readonly architecture?: Architecture;
  /** Runs at once, kept free for this function and its upper bound. Default: none kept. */
  readonly reservedConcurrency?: number;
  /** What its own zip may weigh; its layers have budgets of their own. Over it the synth fails. Default: none. */
  readonly budget?: SizeBudget;
  /** Default: `<stack>-<address>`. */
  readonly name?: string;
  readonly provider?: TerraformProvider;
}

/** A function for Node.js, bundled from TypeScript or JavaScript. */
export interface NodeFunctionProps extends CommonFunctionProps {
  /** The source file that exports `handler`. */
  readonly entry: SourcePath;
  /** Default: `nodejs22.x`. */
  readonly runtime?: "nodejs22.x" | "nodejs24.x";
  /**
   * Stack traces name lines of the sources: the source map is in the zip, and `NODE_OPTIONS` has `--enable-source-maps`, which
   * costs time at each error and at the start. Default: false; the map lies beside the zip, as `assets/<address>.js.map`.
   */
  readonly sourceMaps?: boolean;
  /** One minified `index.js` with the packages in it, as one call of esbuild gives it. Default: `packages.js` apart. */
  readonly singleBundle?: boolean;
}

/** Those of "Lambda runtimes" whose functions can be created and go on to be patched. */
export type PythonRuntime = "python3.11" | "python3.12" | "python3.13" | "python3.14";

/** A function for Python: the files of a folder, and the wheels that its `requirements.txt` pins. */
export interface PythonFunctionProps extends CommonFunctionProps {
  /** The folder of its modules. Names that start with a dot, `__pycache__` and `*.pyc` stay out. */
  readonly python: SourcePath;
  /** Module and function: `app.handler` is `handler` in `app.py`. */
  readonly handler: string;
  /** Default: `python3.13`, which is patched as long as 3.14 is and has wheels of nearly every package. */
  readonly runtime?: PythonRuntime;
}

/** The runtimes of "Lambda runtimes" that can be created and that the AWS provider knows. */
export type LambdaRuntime =
  | NonNullable<NodeFunctionProps["runtime"]>
  | PythonRuntime
  | "java11"
  | "java17"
  | "java21"
  | "java25"
  | "dotnet8"
  | "ruby3.3"
  | "ruby3.4"
  | "provided.al2023";

/** A function that something else has built: a folder, a zip or a jar, with all that it needs. */
export interface ReadyFunctionProps extends CommonFunctionProps {
  /** A folder, which is zipped as it is, or a zip or jar, which is taken byte for byte. */
  readonly ready: SourcePath;
  /** As the runtime wants it: `com.example.Handler::handleRequest`, `bootstrap`. */
  readonly handler: string;
  readonly runtime: LambdaRuntime;
}

/** A function that a command compiles, for the runtime `provided.al2023`: Go, Rust, C++. */
export interface CommandFunctionProps extends CommonFunctionProps {
  /**
   * For the shell, in `folder`. It puts `bootstrap` and what else the zip should have into the folder `TERRALOOM_OUT`;
   * `TERRALOOM_ARCHITECTURE` is `arm64` or `x64`. It runs again when it, the architecture or a file of the folder is
   * another one, apart from `target`, `node_modules` and names that start with a dot.
   */
  readonly command: string;
  readonly folder: SourcePath;
}

export type LambdaFunctionProps =
  | NodeFunctionProps
  | PythonFunctionProps
  | ReadyFunctionProps
  | CommandFunctionProps;
