import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { layerForHost } from "../../packaging/npm-layer-host.ts";
import { readZip } from "../../packaging/unzip.ts";
import type { Progress } from "../../reporting/progress-bar.ts";
import { UserError } from "../../reporting/user-error.ts";
import type { SystemLogLevel } from "../lambda/json-system-log.ts";
import type { LambdaSpec } from "../lambda/lambda-spec.ts";
import { runtimeLanguage } from "../lambda/runtime-language.ts";
import { firstBlock } from "../synthesized/blocks.ts";
import type { ResolvedResource, ResolvedStack } from "../synthesized/resolve-stack.ts";
import { functionRuntime } from "./function-runtime.ts";
import { unpack } from "./unpack.ts";

interface LoggingConfig {
  readonly log_format?: string;
  readonly application_log_level?: string;
  readonly system_log_level?: SystemLogLevel;
}

export interface FunctionSpecsOptions {
  /** The stack's folder, which the zips' paths count from. */
  readonly stackFolder: string;
  /** Where zips are unpacked. */
  readonly workFolder: string;
  /** Where layers and packages for this machine are kept between runs. */
  readonly cacheFolder: string;
  readonly progress: Progress;
}

/**
 * The functions of a stack, unpacked with their layers, by ARN; an alias leads to its function's version. Those that cannot be run
 * here are among them, but not unpacked.
 */
export async function functionSpecs(
  stack: ResolvedStack,
  options: FunctionSpecsOptions,
): Promise<Map<string, LambdaSpec>> {
  const layerRoots = await unpackLayers(stack, options);
  const specs = new Map<string, LambdaSpec>();
  for (const resource of stack.ofType("aws_lambda_function")) {
    specs.set(resource.arn, await functionSpec(resource, layerRoots, options));
  }
  for (const { arn, attributes } of stack.ofType("aws_lambda_alias")) {
    const spec = [...specs.values()].find(({ name }) => name === attributes.function_name);
    const version = String(attributes.function_version ?? "$LATEST");
    if (spec !== undefined) specs.set(arn, { ...spec, invokedArn: arn, version });
  }
  return specs;
}

async function functionSpec(
  { address, arn, attributes }: ResolvedResource,
  layerRoots: ReadonlyMap<string, string>,
  options: FunctionSpecsOptions,
): Promise<LambdaSpec> {
  const taskRoot = join(options.workFolder, address);
  const runtime = functionRuntime(attributes);
  const language = runtimeLanguage(runtime);
  if (language !== undefined) {
    unpack(readAsset(options.stackFolder, address, attributes.filename), taskRoot);
  }
  const layers = (attributes.layers as readonly string[] | undefined) ?? [];
  const environment = firstBlock<{ variables?: Record<string, string> }>(attributes.environment);
  return {
    name: String(attributes.function_name),
    arn,
    runtime,
    taskRoot,
    layerRoots: layers.flatMap((layer) => layerRoots.get(layer) ?? []),
    handler: String(attributes.handler),
    timeoutSeconds: Number(attributes.timeout ?? 3),
    memoryMb: Number(attributes.memory_size ?? 128),
    environment: environment?.variables ?? {},
    ...ephemeralStorageOf(attributes),
    ...loggingOf(attributes),
    ...reservedConcurrencyOf(attributes),
    ...(language === "python" && { packageCache: options.cacheFolder }),
  };
}

function ephemeralStorageOf({ ephemeral_storage: storage }: ResolvedResource["attributes"]) {
  const size = firstBlock<{ readonly size?: number }>(storage)?.size;
  return size === undefined ? {} : { ephemeralStorageMb: Number(size) };
}

function loggingOf({ logging_config: config }: ResolvedResource["attributes"]) {
  const {
    log_format: format,
    application_log_level: applicationLogLevel,
    system_log_level: systemLogLevel,
  } = firstBlock<LoggingConfig>(config) ?? {};
  if (format !== "JSON") return {};
  return {
    logFormat: "JSON" as const,
    ...(applicationLogLevel && { applicationLogLevel }),
    ...(systemLogLevel && { systemLogLevel }),
  };
}

/** Terraform's own value for none is -1. */
function reservedConcurrencyOf({
  reserved_concurrent_executions: reserved = -1,
}: ResolvedResource["attributes"]) {
  const reservedConcurrency = Number(reserved);
  return reservedConcurrency >= 0 ? { reservedConcurrency } : {};
}

async function unpackLayers(
  stack: ResolvedStack,
  { stackFolder, workFolder, cacheFolder, progress }: FunctionSpecsOptions,
): Promise<ReadonlyMap<string, string>> {
  const layers = stack.ofType("aws_lambda_layer_version");
  const phase = progress.phase("layers", layers.length);
  const roots = new Map<string, string>();
  for (const { address, arn, attributes } of layers) {
    const files = readAsset(stackFolder, address, attributes.filename);
    const bytesOf = (path: string) => files.find((file) => file.path === path)?.bytes;
    const packageJson = bytesOf("nodejs/package.json");
    const packageLock = bytesOf("nodejs/package-lock.json");
    if (packageJson !== undefined && packageLock !== undefined) {
      // Built for Lambda's machine: the same packages again, for this one.
      roots.set(arn, await layerForHost({ packageJson, packageLock, cacheFolder }));
    } else {
      roots.set(arn, join(workFolder, address));
      unpack(files, join(workFolder, address));
    }
    phase.tick(address);
  }
  phase.end();
  return roots;
}

/** The files of the zip that a resource names. */
function readAsset(stackFolder: string, address: string, filename: unknown): ReturnType<typeof readZip> {
  const path = join(stackFolder, String(filename));
  if (typeof filename === "string" && existsSync(path)) return readZip(readFileSync(path));
  throw new UserError({
    at: address,
    expected: "a zip in the folder of the stack",
    found: typeof filename === "string" ? `nothing at ${filename}` : "none",
    advice: "Run the synth again; the local run knows functions and layers from zips only.",
  });
}
