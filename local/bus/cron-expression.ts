import { type CronDays, DAY_OF_MONTH, DAY_OF_WEEK, daysOfMonth, daysOfWeek } from "./cron-days.ts";
import { type CronField, cronNumbers } from "./cron-field.ts";

/** When something happens, in UTC. */
export interface CronExpression {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: CronDays;
  readonly months: readonly number[];
  readonly years: readonly number[];
}

/** Why an expression is none, as a phrase for what was expected instead. */
export interface CronMistake {
  readonly expected: string;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const MINUTES: CronField = { name: "minutes", min: 0, max: 59, hasSteps: true };
const HOURS: CronField = { name: "hours", min: 0, max: 23, hasSteps: true };
const MONTH: CronField = { name: "month", min: 1, max: 12, names: MONTHS, hasSteps: true };
const YEAR: CronField = { name: "year", min: 1970, max: 2199, hasSteps: true };

/** Reads six fields: minutes, hours, day-of-month, month, day-of-week and year ("Cron expressions reference" of EventBridge). */
export function parseCron(text: string): CronExpression | CronMistake {
  const fields = text.trim().split(/\s+/);
  const [minute = "", hour = "", dayOfMonth = "", month = "", dayOfWeek = "", year = ""] = fields;
  if (fields.length !== 6) {
    return { expected: "six fields: minutes, hours, day-of-month, month, day-of-week and year" };
  }
  if ((dayOfMonth === "?") === (dayOfWeek === "?")) {
    return { expected: 'a "?" in one of the fields day-of-month and day-of-week, and in one only' };
  }
  const minutes = sorted(minute, MINUTES);
  const hours = sorted(hour, HOURS);
  const days = dayOfMonth === "?" ? daysOfWeek(dayOfWeek) : daysOfMonth(dayOfMonth);
  const months = sorted(month, MONTH);
  const years = sorted(year, YEAR);
  if (minutes === undefined) return wrongField(minute, MINUTES);
  if (hours === undefined) return wrongField(hour, HOURS);
  if (months === undefined) return wrongField(month, MONTH);
  if (years === undefined) return wrongField(year, YEAR);
  if (days !== undefined) return { minutes, hours, days, months, years };
  return dayOfMonth === "?" ? wrongField(dayOfWeek, DAY_OF_WEEK) : wrongField(dayOfMonth, DAY_OF_MONTH);
}

function sorted(text: string, field: CronField): readonly number[] | undefined {
  const numbers = cronNumbers(text, field);
  return numbers && [...numbers].sort((a, b) => a - b);
}

function wrongField(text: string, { name, min, max }: CronField): CronMistake {
  return { expected: `a field ${name} of ${min} to ${max}, not ${JSON.stringify(text)}` };
}

/** The first moment after `ms`, both in milliseconds since 1970; undefined where there is none any more. */
export function nextOfCron(cron: CronExpression, ms: number): number | undefined {
  const start = new Date(ms);
  const startDay = Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate());
  for (const year of cron.years.filter((each) => each >= start.getUTCFullYear())) {
    for (const month of cron.months) {
      for (const day of cron.days({ year, month })) {
        const dayMs = Date.UTC(year, month - 1, day);
        const found = dayMs < startDay ? undefined : nextOfDay(cron, dayMs, ms);
        if (found !== undefined) return found;
      }
    }
  }
  return undefined;
}

function nextOfDay({ hours, minutes }: CronExpression, dayMs: number, ms: number): number | undefined {
  for (const hour of hours) {
    for (const minute of minutes) {
      const moment = dayMs + (hour * 60 + minute) * 60_000;
      if (moment > ms) return moment;
    }
  }
  return undefined;
}
