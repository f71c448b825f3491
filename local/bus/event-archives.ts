import { onlyNames } from "../../reporting/only-names.ts";
import { UserError } from "../../reporting/user-error.ts";
import { patternMatcher } from "../events/matches-pattern.ts";
import { parsePattern } from "../events/parse-pattern.ts";
import type { ResolvedResource, ResolvedStack } from "../synthesized/resolve-stack.ts";
import type { BusEvent } from "./bus-event.ts";

/** Keeps what comes over a bus ("Archiving and replaying events in Amazon EventBridge"). */
export interface EventArchive {
  readonly name: string;
  /** Its name in the app: `orders`. */
  readonly nameInApp: string;
  /** The name of its bus. */
  readonly bus: string;
  /** Keeps an event that its pattern takes; not one that was replayed. */
  keep(event: BusEvent): void;
  /** What it still has of the time from `fromMs` on and before `toMs`. */
  between(fromMs: number, toMs: number): readonly BusEvent[];
}

const DAY_MS = 86_400_000;
const TYPE = "aws_cloudwatch_event_archive";

export function readEventArchives(
  stack: ResolvedStack,
  nameOf: (bus: string) => string,
  nowMs: () => number,
): readonly EventArchive[] {
  return stack.ofType(TYPE).map((resource) => openArchive(resource, nameOf, nowMs));
}

function openArchive(
  { address, attributes }: ResolvedResource,
  nameOf: (bus: string) => string,
  nowMs: () => number,
): EventArchive {
  const { name, event_source_arn: busArn, event_pattern: patternText, retention_days: days } = attributes;
  const takes = patternText === undefined ? () => true : patternMatcher(parsePattern(String(patternText)));
  // 0 and nothing both mean for ever.
  const retentionMs = Number(days ?? 0) === 0 ? Number.POSITIVE_INFINITY : Number(days) * DAY_MS;
  const events: BusEvent[] = [];
  return {
    name: String(name),
    nameInApp: address.slice(TYPE.length + 1),
    bus: nameOf(String(busArn)),
    keep(event) {
      if (event["replay-name"] === undefined && takes(event)) events.push(event);
    },
    between: (fromMs, toMs) =>
      events.filter(({ time }) => {
        const ms = Date.parse(time);
        return ms >= Math.max(fromMs, nowMs() - retentionMs) && ms < toMs;
      }),
  };
}

/** @throws UserError with the names of all archives where there is none of that name */
export function findArchive(archives: readonly EventArchive[], name: string): EventArchive {
  const found = archives.find((archive) => archive.nameInApp === name || archive.name === name);
  if (found !== undefined) return found;
  const names = archives.map(({ nameInApp }) => nameInApp);
  throw new UserError({
    expected: `an archive "${name}"`,
    found: onlyNames(names),
    advice: "Check the spelling, or declare it.",
  });
}
