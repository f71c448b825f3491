import type { PlacedState } from "./all-states.ts";
import { type Check, checkAll } from "./check-all.ts";
import { definitionError, inWords } from "./definition-error.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";
import { type Range, rangeChecks, whole } from "./range-checks.ts";

/** "Service quotas": the characters of a state's name. */
const LONGEST_NAME = 80;
/** "Task workflow state", "Wait workflow state" and "Handling errors": some three years. */
const MOST_SECONDS = 99_999_999;
/** "Handling errors": a leap year, which AWS takes, though it documents less. */
const LONGEST_DELAY_SECONDS = 31_622_400;

/** The fields of states that are numbers; in JSONata they may be expressions, whose values are seen when they are there. */
const STATE_RANGES: Readonly<Record<string, Range>> = {
  TimeoutSeconds: whole(1, MOST_SECONDS),
  HeartbeatSeconds: whole(1, MOST_SECONDS),
  Seconds: whole(0, MOST_SECONDS),
  MaxConcurrency: whole(0, Number.POSITIVE_INFINITY),
  ToleratedFailureCount: whole(0, Number.POSITIVE_INFINITY),
  ToleratedFailurePercentage: { least: 0, most: 100, isWhole: false },
};

const RETRY_RANGES: Readonly<Record<string, Range>> = {
  IntervalSeconds: whole(0, MOST_SECONDS),
  MaxAttempts: whole(0, MOST_SECONDS),
  BackoffRate: { least: 1, most: Number.MAX_VALUE, isWhole: false },
  MaxDelaySeconds: whole(1, LONGEST_DELAY_SECONDS),
};

/** Throws UserError where a name is too long or a number out of the range that Step Functions takes. */
export function checkLimits({ name, state, place }: PlacedState): void {
  if ([...name].length > LONGEST_NAME) {
    throw definitionError(place, `a name of at most ${LONGEST_NAME} characters`, `${[...name].length}`, {
      code: "INVALID_STATE_NAME",
    });
  }
  const { Retry } = state;
  const retriers: readonly unknown[] = Array.isArray(Retry) ? Retry : [];
  checkAll([
    ...rangeChecks(state, STATE_RANGES, place),
    () => checkHeartbeat(state, place),
    ...retriers.flatMap((retrier, index) =>
      isJsonObject(retrier) ? retrierChecks(retrier, `${place}/Retry[${index}]`) : [],
    ),
  ]);
}

function checkHeartbeat({ TimeoutSeconds, HeartbeatSeconds }: JsonObject, place: string): void {
  if (typeof TimeoutSeconds !== "number" || !(Number(HeartbeatSeconds) >= TimeoutSeconds)) return;
  throw definitionError(
    `${place}/HeartbeatSeconds`,
    `less than TimeoutSeconds, which is ${TimeoutSeconds}`,
    inWords(HeartbeatSeconds),
  );
}

function retrierChecks(retrier: JsonObject, place: string): readonly Check[] {
  return [...rangeChecks(retrier, RETRY_RANGES, place), () => checkJitter(retrier, place)];
}

function checkJitter({ JitterStrategy = "NONE" }: JsonObject, place: string): void {
  if (JitterStrategy === "NONE" || JitterStrategy === "FULL") return;
  throw definitionError(`${place}/JitterStrategy`, "FULL or NONE", inWords(JitterStrategy), {
    message: "Value should be one of the following: [NONE, FULL]",
  });
}
