import { isJsonObject, type JsonObject } from "./json-value.ts";

/** Whether the iterations of a Map state are executions of their own. */
export function isDistributed({ Type, Iterator, ItemProcessor }: JsonObject): boolean {
  const processor = Iterator ?? ItemProcessor;
  const config = isJsonObject(processor) ? processor.ProcessorConfig : undefined;
  return Type === "Map" && isJsonObject(config) && config.Mode === "DISTRIBUTED";
}
