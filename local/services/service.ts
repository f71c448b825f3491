import type { JsonObject } from "../states/json-value.ts";

/**
 * One operation of a service, with the names of fields that its API has on the wire. It throws an AwsError for what
 * the service refuses.
 */
export type Operation = (input: JsonObject, signal: AbortSignal) => unknown;

/** An AWS service as the local run has it, for tasks and for the SDKs of functions. */
export interface Service {
  /** As in `arn:aws:states:::aws-sdk:<name>:<operation>`. */
  readonly name: string;
  /** By name in the API: `SendMessage`. */
  readonly operations: Readonly<Record<string, Operation>>;
  /** An answer as tasks see it, whose fields are in PascalCase. Default: as it is. */
  readonly taskOutput?: (output: unknown) => unknown;
  /** Operations whose job a task may wait for, by `.sync`; they give what describes the job when it is over. */
  readonly jobs?: Readonly<Record<string, (input: JsonObject, signal: AbortSignal) => Promise<JsonObject>>>;
}
