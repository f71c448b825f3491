import type { EventRouter } from "../bus/event-router.ts";
import { isJsonObject, type JsonObject, parsedJson } from "../states/json-value.ts";
import type { Operation, Service } from "./service.ts";

const REQUIRED = ["Source", "DetailType", "Detail"];

interface EventBridgeService extends Service {
  readonly operations: { readonly PutEvents: Operation };
}

/** "PutEvents" of the Amazon EventBridge API Reference; an entry that is refused leaves the others alone. */
export function eventBridgeService(events: EventRouter): EventBridgeService {
  const put = (entry: JsonObject): JsonObject => {
    const missing = REQUIRED.find((name) => !entry[name]);
    if (missing !== undefined) return missingArgument(missing);
    const detail = parsedJson(String(entry.Detail));
    if (!isJsonObject(detail)) return { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };
    const bus = String(entry.EventBusName ?? "default");
    // As EventBridge does: an event for a bus that is not there is taken, and lost.
    const { id } = events.put(bus, {
      source: String(entry.Source),
      "detail-type": String(entry.DetailType),
      detail,
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

function missingArgument(name: string): JsonObject {
  return {
    ErrorCode: "InvalidArgument",
    ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
  };
}
