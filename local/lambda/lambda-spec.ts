import type { SystemLogLevel } from "./json-system-log.ts";

/** A function to run: what the synthesized `aws_lambda_function` says of it, with its zip and layers unpacked. */
export interface LambdaSpec {
  readonly name: string;
  readonly arn: string;
  /** What the function is called by where that is not `arn`: the ARN of an alias. */
  readonly invokedArn?: string;
  /** Default: `$LATEST`. */
  readonly version?: string;
  /** `reserved_concurrent_executions`: how many invocations there may be at once; 0 for none at all. Default: no limit. */
  readonly reservedConcurrency?: number;
  /** `nodejs22.x`, `python3.13`, `java21`; `container image` where there is no runtime of Lambda's. */
  readonly runtime: string;
  /**
   * The folder of the unpacked zip, with `index.js` or `app.py`. As Node.js looks for a package.json in the folders above too, it
   * must not lie in a package of `"type": "module"` unless that is what the zip has.
   */
  readonly taskRoot: string;
  /**
   * Folders like `/opt`. For Node.js the packages in `<root>/nodejs/node_modules` are found, the first root's before the
   * others'; for Python those in `<root>/python`, the last root's before the others'.
   */
  readonly layerRoots: readonly string[];
  /** `index.handler`: the file without its extension, and the export or the function in it. */
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** `ephemeral_storage`: what the files in its temporary folder may have in all. Default: 512. */
  readonly ephemeralStorageMb?: number;
  readonly environment: Readonly<Record<string, string>>;
  /** `logging_config`'s `log_format`. Default: text. */
  readonly logFormat?: "JSON";
  /** `logging_config`'s `application_log_level`, which counts where logs are JSON: `TRACE` to `FATAL`. Default: `INFO`. */
  readonly applicationLogLevel?: string;
  /** `logging_config`'s `system_log_level`, which counts where logs are JSON. Default: `INFO`. */
  readonly systemLogLevel?: SystemLogLevel;
  /**
   * Where the packages of a function for Python, which its `requirements.txt` names, are kept as they are installed for
   * this machine; it need not exist. Default: they are not installed, the function has what is in its zip.
   */
  readonly packageCache?: string;
}

/** How many bytes its temporary folder has room for. */
export function storageLimitBytes({ ephemeralStorageMb = 512 }: LambdaSpec): number {
  return ephemeralStorageMb * 1024 ** 2;
}

/** The version of the function that runs: `$LATEST` or a number. */
export function versionOf({ version = "$LATEST" }: Pick<LambdaSpec, "version">): string {
  return version;
}
