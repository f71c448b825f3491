import { callService } from "./call-service.ts";
import { readerFailed } from "./item-formats.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";
import type { StateRun } from "./state-run.ts";
import { StatesError } from "./states-error.ts";

/** Calls an action of S3 for an item reader; what that refuses fails the reader. */
export async function callReader(
  run: StateRun,
  resource: string,
  input: JsonObject,
  takesBytes = false,
): Promise<JsonObject> {
  try {
    const answer = await callService(run, { resource, input, takesBytes });
    return isJsonObject(answer) ? answer : {};
  } catch (thrown) {
    if (thrown instanceof StatesError) throw readerFailed(thrown.cause === "" ? thrown.error : thrown.cause);
    throw thrown;
  }
}

/** The text of an object. */
export async function readText(run: StateRun, resource: string, request: JsonObject): Promise<string> {
  const { Body } = await callReader(run, resource, request);
  if (typeof Body === "string") return Body;
  throw readerFailed("The object of the dataset has no text.");
}

/** The bytes of an object; a task runner that knows texts only gives those of its text. */
export async function readBytes(run: StateRun, resource: string, request: JsonObject): Promise<Uint8Array> {
  const { Body } = await callReader(run, resource, request, true);
  if (Body instanceof Uint8Array) return Body;
  if (typeof Body === "string") return Buffer.from(Body);
  throw readerFailed("The object of the dataset has no content.");
}
