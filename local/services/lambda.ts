import type { FunctionCalls } from "../app/function-calls.ts";
import type { PendingWork } from "../app/pending-work.ts";
import { AwsError } from "../bus/aws-error.ts";
import type { JsonObject } from "../states/json-value.ts";
import type { LocalPlace } from "../synthesized/computed-attributes.ts";
import type { Service } from "./service.ts";

export interface LambdaServiceOptions {
  readonly functions: FunctionCalls;
  readonly place: LocalPlace;
  /** Counts the calls that nobody waits for. */
  readonly track: PendingWork["track"];
}

/** "Invoke" of the AWS Lambda API Reference; the payload is JSON, or text that holds it, and comes back as text. */
export function lambdaService({ functions, place, track }: LambdaServiceOptions): Service {
  const invoke = async (input: JsonObject, signal: AbortSignal): Promise<JsonObject> => {
    const name = functionOf(input);
    if (!functions.has(name)) throw functionNotFound(name, place);
    const event = readPayload(input.Payload);
    if (input.InvocationType === "DryRun") return { StatusCode: 204 };
    if (input.InvocationType === "Event") {
      track(functions.callAsync(name, event));
      return { StatusCode: 202, Payload: "" };
    }
    const { payload, functionError } = await functions.call(name, event, signal);
    return {
      ExecutedVersion: functions.versionOf(name),
      StatusCode: 200,
      ...(functionError !== undefined && { FunctionError: functionError }),
      Payload: JSON.stringify(payload ?? null),
    };
  };
  return { name: "lambda", operations: { Invoke: invoke } };
}

/** A qualifier beside a name or an ARN belongs to it. */
function functionOf({ FunctionName, Qualifier }: JsonObject): string {
  const name = String(FunctionName);
  const isQualified = Qualifier === undefined || Qualifier === "$LATEST";
  return isQualified || !name.startsWith("arn:") ? name : `${name}:${Qualifier}`;
}

/** As Lambda words it; the name of a task's error is `Lambda.ResourceNotFoundException`. */
export function functionNotFound(name: string, { region, accountId }: LocalPlace): AwsError {
  const arn = name.startsWith("arn:") ? name : `arn:aws:lambda:${region}:${accountId}:function:${name}`;
  return new AwsError("ResourceNotFoundException", `Function not found: ${arn}`);
}

function readPayload(payload: unknown): unknown {
  if (payload === undefined || payload === "") return {};
  if (typeof payload !== "string") return payload;
  try {
    return JSON.parse(payload);
  } catch (error) {
    const message = `Could not parse request body into json: ${(error as Error).message}`;
    throw new AwsError("InvalidRequestContentException", message);
  }
}
