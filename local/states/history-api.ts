import type { HistoryEvent } from "./history-event.ts";
import type { JsonObject } from "./json-value.ts";

/** The fields of details that hold JSON as text in the API, and the names of what tells that they are whole. */
const TEXTS: Readonly<Record<string, string | undefined>> = {
  input: "inputDetails",
  output: "outputDetails",
  assignedVariables: "assignedVariablesDetails",
  parameters: undefined,
};

/**
 * An event as "GetExecutionHistory" gives it: the time in seconds since 1970, the details under the name of their type, JSON values as
 * texts.
 */
export function historyEventOf({ id, previousEventId, type, atMs, details }: HistoryEvent): JsonObject {
  const entries = Object.entries(details).flatMap(([field, value]) => described(field, value));
  return {
    id,
    previousEventId,
    timestamp: atMs / 1000,
    type,
    ...(entries.length > 0 && { [detailsName(type)]: Object.fromEntries(entries) }),
  };
}

function detailsName(type: string): string {
  if (type.endsWith("StateEntered")) return "stateEnteredEventDetails";
  if (type.endsWith("StateExited")) return "stateExitedEventDetails";
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}

function described(field: string, value: unknown): readonly (readonly [string, unknown])[] {
  if (!Object.hasOwn(TEXTS, field)) return [[field, value]];
  const completeness = TEXTS[field];
  const text = [field, field === "assignedVariables" ? eachAsText(value) : JSON.stringify(value)] as const;
  return completeness === undefined ? [text] : [text, [completeness, { truncated: false }]];
}

/** Variables are a map of texts. */
function eachAsText(variables: unknown): JsonObject {
  const entries = Object.entries(variables as JsonObject).map(([name, value]) => [
    name,
    JSON.stringify(value),
  ]);
  return Object.fromEntries(entries);
}
