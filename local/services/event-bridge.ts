import type { EventRouter } from "../bus/event-router.ts";
import { isJsonObject, type JsonObject } from "../states/json-value.ts";
import type { Service } from "./service.ts";

/** "PutEvents" of the Amazon EventBridge API Reference; an entry that is refused leaves the others alone. */
export function eventBridgeService(events: EventRouter): Service {
  const put = (entry: JsonObject): JsonObject => {
    const problem = refusal(entry);
    if (problem !== undefined) return problem;
    const bus = String(entry.EventBusName ?? "default");
    // As EventBridge does: an event for a bus that is not there is taken, and lost.
    const { id } = events.put(bus, {
      source: String(entry.Source),
      "detail-type": String(entry.DetailType),
      detail: JSON.parse(String(entry.Detail)),
      resources: (entry.Resources ?? []) as readonly string[],
    });
    return { EventId: id };
  };
  return {
    name: "eventbridge",
    operations: {
      PutEvents: ({ Entries }) => {
        const entries = ((Entries ?? []) as readonly JsonObject[]).map(put);
        const failed = entries.filter(({ ErrorCode }) => ErrorCode !== undefined);
        return { FailedEntryCount: failed.length, Entries: entries };
      },
    },
  };
}

function refusal(entry: JsonObject): JsonObject | undefined {
  const missing = ["Source", "DetailType", "Detail"].find((name) => !entry[name]);
  if (missing !== undefined) {
    return {
      ErrorCode: "InvalidArgument",
      ErrorMessage: `Parameter ${missing} is not valid. Reason: ${missing} is a required argument.`,
    };
  }
  return isJsonText(entry.Detail)
    ? undefined
    : { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };
}

function isJsonText(text: unknown): boolean {
  try {
    return isJsonObject(JSON.parse(String(text)));
  } catch {
    return false;
  }
}
