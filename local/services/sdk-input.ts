import { isJsonObject } from "../states/json-value.ts";
import { camelFields, deepCamelFields } from "./field-case.ts";

/** Services whose APIs begin the names of fields with a small letter, where tasks have PascalCase: at the top, and at any depth. */
const CAMEL = new Set(["bedrockruntime", "sfn"]);
const DEEP_CAMEL = new Set(["batch", "cloudwatchlogs", "codebuild", "ecs", "emrserverless"]);

/** The input of a task as the SDK takes it; a body that is JSON becomes its text. */
export function sdkInput(input: unknown, service: string): unknown {
  if (!isJsonObject(input)) return input;
  const { Body } = input;
  const withText =
    typeof Body === "object" && Body !== null ? { ...input, Body: JSON.stringify(Body) } : input;
  if (DEEP_CAMEL.has(service)) return deepCamelFields(withText);
  return CAMEL.has(service) ? camelFields(withText) : withText;
}
