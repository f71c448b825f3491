import type { HistoryEvent } from "./history-event.ts";

/**
 * A history to read: a line for each event with its id, the time since the first one in seconds, the branch and the state, the type and what
 * failed. What stands in branches is set in.
 *
 *      4   0.012  Resize  TaskScheduled  lambda invoke
 */
export function historyText(events: readonly HistoryEvent[]): string {
  const startMs = events[0]?.atMs ?? 0;
  const idWidth = String(events.at(-1)?.id ?? "").length;
  return events
    .map((event) => {
      const time = ((event.atMs - startMs) / 1000).toFixed(3).padStart(8);
      const id = String(event.id).padStart(idWidth);
      const parts = [placeOf(event), event.type, serviceOf(event), failureOf(event)];
      return `${id} ${time}  ${indent(event)}${parts.filter((part) => part !== "").join("  ")}\n`;
    })
    .join("");
}

function indent({ branch }: HistoryEvent): string {
  return branch === "" ? "" : "  ".repeat(branch.split("/").length);
}

/** `Improve[1] / Crop`; nothing for the execution as a whole. */
function placeOf({ branch, stateName }: HistoryEvent): string {
  return [branch, stateName ?? ""].filter((part) => part !== "").join(" / ");
}

function serviceOf({ type, details: { resourceType, resource } }: HistoryEvent): string {
  if (!type.endsWith("Scheduled")) return "";
  return [resourceType, resource].filter((part) => part !== undefined).join(" ");
}

/** On one line, however many the cause has. */
function failureOf({ details: { error, cause } }: HistoryEvent): string {
  const text = [error, cause].filter((part) => part !== undefined && part !== "").join(": ");
  return text.replaceAll(/\s*\n\s*/g, " ");
}
