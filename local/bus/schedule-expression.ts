import { UserError } from "../../reporting/user-error.ts";
import { nextOfCron, parseCron } from "./cron-expression.ts";

/** When a rule is set off by the time of day alone. */
export interface Schedule {
  /** The first moment after `ms`, both in milliseconds since 1970; undefined where there is none any more. */
  nextAfter(ms: number): number | undefined;
}

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Reads `rate(5 minutes)` or `cron(0 12 * * ? *)`, in UTC ("Setting a schedule pattern for scheduled rules in Amazon
 * EventBridge"). A rate counts from the moment it is asked for, as that of AWS from the moment its rule was made.
 *
 * @param at where it stands, for the error
 * @throws UserError for what EventBridge refuses
 */
export function parseSchedule(expression: string, at?: string): Schedule {
  const [, kind, fields = ""] = /^(rate|cron)\(([^()]*)\)$/.exec(expression) ?? [];
  if (kind === "cron") {
    const cron = parseCron(fields);
    if ("expected" in cron) throw invalid(expression, cron.expected, at);
    return { nextAfter: (ms) => nextOfCron(cron, ms) };
  }
  if (kind === undefined) throw invalid(expression, '"rate(5 minutes)" or "cron(0 12 * * ? *)"', at);
  const rateMs = parseRate(fields);
  if (rateMs === undefined) {
    throw invalid(expression, 'a rate such as "rate(1 day)", "rate(2 hours)" or "rate(5 minutes)"', at);
  }
  return { nextAfter: (ms) => ms + rateMs };
}

/** The first moment after `ms`, both in milliseconds since 1970, that an expression names. */
export function nextAfter(expression: string, ms: number): number | undefined {
  return parseSchedule(expression).nextAfter(ms);
}

/** The unit is in the singular for 1, and for nothing else. */
function parseRate(text: string): number | undefined {
  const [, count = "", unit = "", plural] = /^(\d+)\s+(minute|hour|day)(s?)$/.exec(text.trim()) ?? [];
  const number = Number(count);
  if (number < 1 || (number === 1) !== (plural === "")) return undefined;
  return number * (UNIT_MS[unit] ?? 0);
}

function invalid(expression: string, expected: string, at?: string): UserError {
  return new UserError({
    ...(at !== undefined && { at }),
    expected,
    found: JSON.stringify(expression),
    advice: 'Correct it; AWS refuses such a rule: "Parameter ScheduleExpression is not valid."',
  });
}
