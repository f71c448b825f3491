import { EvaluationError } from "./evaluation-error.ts";
import { numberSetting, outOfRange } from "./settings.ts";
import type { StateBehaviour, StateRun } from "./state-run.ts";
import { offsetDateTimeMs } from "./timestamp.ts";
import { nextOf } from "./transition.ts";

/** The longest wait, in seconds, of "Wait workflow state". */
const LONGEST_WAIT_SECONDS = 99_999_999;

/** Follows "Wait workflow state". */
export const waitState: StateBehaviour = async (run) => {
  await run.machine.clock.sleep(await waitMs(run), run.signal);
  return { output: await run.dialect.finish(run), next: nextOf(run) };
};

async function waitMs(run: StateRun): Promise<number> {
  const timestamp = await run.dialect.setting(run, "Timestamp");
  if (timestamp === undefined) return (await waitSeconds(run)) * 1000;
  const untilMs = offsetDateTimeMs(timestamp.value);
  if (untilMs !== undefined) return Math.max(0, untilMs - run.machine.clock.nowMs());
  const { field, text, value } = timestamp;
  throw outOfRange(
    run,
    `The ${field} parameter does not reference a valid ISO-8601 extended offset date-time format string: ${text ?? field} == ${value}`,
  );
}

async function waitSeconds(run: StateRun): Promise<number> {
  if (run.state.SecondsPath !== undefined) await refuseReferencedSeconds(run);
  const seconds = await numberSetting(run, "Seconds", 0);
  if (seconds <= LONGEST_WAIT_SECONDS) return seconds;
  throw outOfRange(run, `Seconds cannot be more than ${LONGEST_WAIT_SECONDS}.`);
}

/** Of `SecondsPath` AWS speaks in other words than of all other numbers behind a path. */
async function refuseReferencedSeconds(run: StateRun): Promise<void> {
  const { text, value } = (await run.dialect.setting(run, "Seconds")) ?? {};
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return;
  const found = typeof value === "string" ? value : JSON.stringify(value);
  const problem = Number.isInteger(value)
    ? "references a negative value"
    : "cannot be parsed as a long value";
  throw new EvaluationError("States.Runtime", `The SecondsPath parameter ${problem}: ${text} == ${found}`);
}
