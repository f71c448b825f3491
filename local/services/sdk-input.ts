import { isJsonObject } from "../states/json-value.ts";
import { camelFields } from "./field-case.ts";

/** Services whose APIs begin the names of fields with a small letter, where tasks have PascalCase. */
const CAMEL = new Set(["sfn", "ecs", "batch", "cloudwatchlogs", "bedrockruntime"]);

/** The input of a task as the SDK takes it; a body that is JSON becomes its text. */
export function sdkInput(input: unknown, service: string): unknown {
  if (!isJsonObject(input)) return input;
  const { Body } = input;
  const withText =
    typeof Body === "object" && Body !== null ? { ...input, Body: JSON.stringify(Body) } : input;
  return CAMEL.has(service) ? camelFields(withText) : withText;
}
