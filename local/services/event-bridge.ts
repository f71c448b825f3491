import { AwsError } from "../bus/aws-error.ts";
import type { EventRouter } from "../bus/event-router.ts";
import { isJsonObject, type JsonObject, parsedJson } from "../states/json-value.ts";
import type { Operation, Service } from "./service.ts";

const MOST_ENTRIES = 10;
const MOST_BYTES = 1_048_576;
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
        const given = (Entries ?? []) as readonly JsonObject[];
        checkEntries(given);
        const entries = given.map(put);
        const failed = entries.filter(({ ErrorCode }) => ErrorCode !== undefined);
        return { FailedEntryCount: failed.length, Entries: entries };
      },
    },
  };
}

/** @throws AwsError ValidationException for none, for more than ten, and for more than 1 MB ("PutEvents") */
function checkEntries(entries: readonly JsonObject[]): void {
  if (entries.length < 1 || entries.length > MOST_ENTRIES) {
    const rule = entries.length < 1 ? "greater than or equal to 1" : `less than or equal to ${MOST_ENTRIES}`;
    throw new AwsError(
      "ValidationException",
      `1 validation error detected: Value '${JSON.stringify(entries)}' at 'entries' failed to satisfy constraint: Member must have length ${rule}`,
    );
  }
  if (entries.reduce((sum, entry) => sum + entrySizeBytes(entry), 0) > MOST_BYTES) {
    throw new AwsError("ValidationException", "Total size of the entries in the request is over the limit.");
  }
}

/** "Calculating PutEvents event entry size". */
function entrySizeBytes({ Time, Source, DetailType, Detail, Resources }: JsonObject): number {
  const texts = [Source, DetailType, Detail, ...((Resources ?? []) as readonly unknown[])];
  const bytes = texts.map((text) => Buffer.byteLength(String(text ?? "")));
  return bytes.reduce((sum, each) => sum + each, Time === undefined ? 0 : 14);
}

function missingArgument(name: string): JsonObject {
  return {
    ErrorCode: "InvalidArgument",
    ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
  };
}
