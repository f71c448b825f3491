import { randomUUID } from "node:crypto";
import { UserError } from "../../reporting/user-error.ts";
import type { JsonObject } from "../states/json-value.ts";
import type { TaskCall } from "../states/task-call.ts";
import { resultSchema } from "./result-schema.ts";
import { javaName, sdkNames } from "./sdk-client.ts";
import { loadSdk, type SdkExports, sdkPackageName } from "./sdk-exports.ts";
import { sdkInput } from "./sdk-input.ts";
import { sdkOutput } from "./sdk-output.ts";
import { taskError } from "./task-error.ts";
import type { TaskResource } from "./task-resource.ts";

export interface SdkPlace {
  readonly region: string;
  /** `http://127.0.0.1:8000` */
  readonly endpoint: string;
  /** Where the packages of the SDK are looked for, before those of this package. */
  readonly projectFolder: string;
}

interface Client {
  send(command: unknown, options: { readonly abortSignal: AbortSignal }): Promise<JsonObject>;
  destroy(): void;
}

/** @throws UserError where the package is not installed or does not have the operation; StatesError for what the service refuses */
export async function callSdk(
  { service, operation, isSdk }: TaskResource,
  call: TaskCall,
  { region, endpoint, projectFolder }: SdkPlace,
): Promise<unknown> {
  const name = sdkPackageName(service, projectFolder);
  const sdk = await requireSdk(name, projectFolder, call.stateName);
  const exported = sdk.exports;
  const names = sdkNames(Object.keys(exported), service, operation);
  if (names.client === undefined || names.command === undefined) {
    throw noOperation(call, name, names.client === undefined ? "no client" : `no operation ${operation}`);
  }
  const ClientClass = exported[names.client] as new (options: object) => Client;
  const CommandClass = exported[names.command] as new (input: unknown) => unknown;
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new ClientClass({ region, endpoint, credentials, forcePathStyle: true, maxAttempts: 1 });
  try {
    const command = new CommandClass(sdkInput(call.input, service));
    const output = await client.send(command, { abortSignal: call.signal });
    const { takesBytes } = call;
    return await sdkOutput(output, { takesBytes, schema: resultSchema(sdk, operation) });
  } catch (error) {
    call.signal.throwIfAborted();
    const { name: code, message, $metadata: metadata } = error as Error & { readonly $metadata?: Metadata };
    throw taskError({
      service,
      className: javaName(names.client),
      isSdk,
      code: metadata === undefined ? "SdkClientException" : code,
      message,
      statusCode: metadata?.httpStatusCode ?? 0,
      requestId: metadata?.requestId ?? randomUUID(),
    });
  } finally {
    client.destroy();
  }
}

interface Metadata {
  readonly httpStatusCode?: number;
  readonly requestId?: string;
}

async function requireSdk(name: string, projectFolder: string, stateName: string): Promise<SdkExports> {
  const loaded = await loadSdk(name, projectFolder);
  if (loaded !== undefined) return loaded;
  throw new UserError({
    at: `state "${stateName}"`,
    expected: `the package ${name}, by which the local run calls that service`,
    found: "nothing of that name installed",
    advice: `Install it: npm install ${name}`,
  });
}

function noOperation({ stateName, resource }: TaskCall, name: string, found: string): UserError {
  return new UserError({
    at: `state "${stateName}"`,
    expected: `an operation of ${name}`,
    found: `${resource}, for which that has ${found}`,
    advice: "Correct the resource, or update the package.",
  });
}
