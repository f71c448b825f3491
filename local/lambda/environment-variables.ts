import { devNull } from "node:os";
import { delimiter, join } from "node:path";
import { type LambdaSpec, versionOf } from "./lambda-spec.ts";
import { runtimeLanguage } from "./runtime-language.ts";

/** Where the functions run, as they are told. */
export interface Surroundings {
  readonly region: string;
  /** 12 digits. */
  readonly accountId: string;
  /** The SDK's suffix of a service → the endpoint it is reached at: `S3` → `http://127.0.0.1:4566`. */
  readonly endpoints: Readonly<Record<string, string>>;
}

/** What a function's variables say of the one execution environment that it runs in. */
export interface OwnEnvironment {
  readonly logStreamName: string;
  /** Where this environment alone keeps temporary files. */
  readonly temporaryFolder: string;
}

/**
 * All variables that a function sees, by the page "Working with Lambda environment variables". Nothing of this
 * process's own environment is among them. As in Lambda a function may replace the defaults, but no reserved variable.
 */
export function environmentVariablesOf(
  spec: LambdaSpec,
  surroundings: Surroundings,
  own: OwnEnvironment,
): Record<string, string> {
  return {
    ...defaultVariables(spec),
    ...temporaryVariables(own),
    ...spec.environment,
    ...reservedVariables(spec, surroundings),
    AWS_LAMBDA_LOG_STREAM_NAME: own.logStreamName,
  };
}

function defaultVariables(spec: LambdaSpec): Record<string, string> {
  return {
    PATH: "/usr/local/bin:/usr/bin:/bin",
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
    ...(runtimeLanguage(spec.runtime) === "nodejs" && nodeVariables(spec)),
  };
}

/** Where `os.tmpdir()` and Python's `tempfile` look first; what a function opens as `/tmp` is this machine's. */
function temporaryVariables({ temporaryFolder }: OwnEnvironment): Record<string, string> {
  if (process.platform === "win32") return { TEMP: temporaryFolder, TMP: temporaryFolder };
  return { TMPDIR: temporaryFolder };
}

function nodeVariables({ layerRoots }: LambdaSpec): Record<string, string> {
  return {
    NODE_PATH: layerRoots.map((root) => join(root, "nodejs", "node_modules")).join(delimiter),
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
  };
}

function reservedVariables(
  spec: LambdaSpec,
  { region, accountId, endpoints }: Surroundings,
): Record<string, string> {
  const endpointVariables = Object.entries(endpoints).map(([service, endpoint]) => [
    `AWS_ENDPOINT_URL_${service}`,
    endpoint,
  ]);
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${shownRuntime(spec)}`,
    AWS_LAMBDA_FUNCTION_NAME: spec.name,
    AWS_LAMBDA_FUNCTION_VERSION: versionOf(spec),
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    ...logVariables(spec),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${spec.name}`,
    AWS_XRAY_CONTEXT_MISSING: "LOG_ERROR",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_SESSION_TOKEN: "local",
    AWS_ACCOUNT_ID: accountId,
    // The SDK would look for these two in the user's home folder, whose profile has no say here.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    LAMBDA_TASK_ROOT: spec.taskRoot,
    _HANDLER: spec.handler,
    ...Object.fromEntries(endpointVariables),
  };
}

/** "Configuring advanced logging controls for your Lambda function": only logs in JSON have a level. */
function logVariables({ logFormat, applicationLogLevel = "INFO" }: LambdaSpec): Record<string, string> {
  if (logFormat === undefined) return { AWS_LAMBDA_LOG_FORMAT: "Text" };
  return { AWS_LAMBDA_LOG_FORMAT: logFormat, AWS_LAMBDA_LOG_LEVEL: applicationLogLevel };
}

/** Of Node.js the version that is here, which changes what the AWS SDK does. */
function shownRuntime({ runtime }: LambdaSpec): string {
  return runtimeLanguage(runtime) === "nodejs" ? `nodejs${process.versions.node.split(".")[0]}.x` : runtime;
}
