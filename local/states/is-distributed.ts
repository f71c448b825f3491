import { processorConfig } from "./item-processor.ts";
import type { JsonObject } from "./json-value.ts";

/** Whether the iterations of a Map state are executions of their own. */
export function isDistributed(state: JsonObject): boolean {
  return state.Type === "Map" && processorConfig(state).Mode === "DISTRIBUTED";
}
