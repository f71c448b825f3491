import { isJsonObject, type JsonObject } from "./json-value.ts";

/** The states that a Map state runs for each item; `Iterator` is the older name. */
export function itemProcessor({ Iterator, ItemProcessor }: JsonObject): unknown {
  return Iterator ?? ItemProcessor;
}

/** Its `ProcessorConfig`; empty where it has none. */
export function processorConfig(state: JsonObject): JsonObject {
  const processor = itemProcessor(state);
  const config = isJsonObject(processor) ? processor.ProcessorConfig : undefined;
  return isJsonObject(config) ? config : {};
}
