import type { ApiSchema } from "./result-schema.ts";
import { taskFields } from "./task-fields.ts";

interface OutputForm {
  /** Whether a stream is given as bytes. Default: false. */
  readonly takesBytes?: boolean | undefined;
  /** Of the answer. Default: the client has none. */
  readonly schema?: ApiSchema | undefined;
}

/**
 * What the SDK gives as a task's result: streams and bytes as text, times in ISO 8601, fields in PascalCase.
 */
export async function sdkOutput(
  { $metadata: _, ...output }: Readonly<Record<string, unknown>>,
  { takesBytes = false, schema }: OutputForm = {},
): Promise<unknown> {
  const { Body } = output;
  if (!takesBytes || !isStream(Body)) return taskFields(await asJson(output), schema);
  const rest = taskFields(await asJson({ ...output, Body: undefined }), schema);
  return { ...(rest as object), Body: await Body.transformToByteArray() };
}

function isStream(body: unknown): body is { transformToByteArray(): Promise<Uint8Array> } {
  return typeof body === "object" && body !== null && "transformToByteArray" in body;
}

async function asJson(value: unknown): Promise<unknown> {
  if (typeof value !== "object" || value === null) return value;
  if ("transformToString" in value) {
    return (value as { transformToString(): Promise<string> }).transformToString();
  }
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  if (value instanceof Date) return value.toISOString().replace(".000Z", "Z");
  if (Array.isArray(value)) return Promise.all(value.map(asJson));
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(
    await Promise.all(entries.map(async ([name, field]) => [name, await asJson(field)] as const)),
  );
}
