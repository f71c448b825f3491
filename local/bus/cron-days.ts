import { type CronField, cronNumber, cronNumbers } from "./cron-field.ts";

/** The days of a month, from 1 on, that a schedule names. */
export type CronDays = (month: Month) => readonly number[];

/** A month of a year, both as people count them. */
export interface Month {
  readonly year: number;
  readonly month: number;
}

export const DAY_OF_MONTH: CronField = { name: "day-of-month", min: 1, max: 31, hasSteps: true };
export const DAY_OF_WEEK: CronField = {
  name: "day-of-week",
  min: 1,
  max: 7,
  names: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"],
  hasSteps: false,
};

/** `*`, `1-15`, `L` for the last day, `LW` for the last weekday, `3W` for the weekday closest to the third; undefined for others. */
export function daysOfMonth(text: string): CronDays | undefined {
  if (text === "L") return (month) => [lastDay(month)];
  if (text === "LW") return (month) => [closestWeekday(month, lastDay(month))];
  const [, day] = /^(\d{1,2})W$/.exec(text) ?? [];
  if (day !== undefined) {
    const number = cronNumber(day, DAY_OF_MONTH);
    if (number === undefined) return undefined;
    return (month) => (number > lastDay(month) ? [] : [closestWeekday(month, number)]);
  }
  const numbers = cronNumbers(text, DAY_OF_MONTH);
  return numbers && ((month) => allDays(month).filter((each) => numbers.has(each)));
}

/** `*`, `MON-FRI`, `L` for Saturday, `6L` for the last Friday, `3#2` for the second Tuesday of a month; undefined for others. */
export function daysOfWeek(text: string): CronDays | undefined {
  if (text === "L") return daysOfWeek("7");
  const [, lastText] = /^(\w+)L$/.exec(text) ?? [];
  const last = lastText === undefined ? undefined : cronNumber(lastText, DAY_OF_WEEK);
  if (last !== undefined) return (month) => weekdays(month, new Set([last])).slice(-1);
  const [, dayText, instance] = /^(\w+)#([1-5])$/.exec(text) ?? [];
  const day = dayText === undefined ? undefined : cronNumber(dayText, DAY_OF_WEEK);
  if (day !== undefined) {
    return (month) => weekdays(month, new Set([day])).slice(Number(instance) - 1, Number(instance));
  }
  const numbers = cronNumbers(text, DAY_OF_WEEK);
  return numbers && ((month) => weekdays(month, numbers));
}

function weekdays(month: Month, numbers: ReadonlySet<number>): readonly number[] {
  return allDays(month).filter((day) => numbers.has(weekday(month, day)));
}

/** 1 for Sunday to 7 for Saturday. */
function weekday({ year, month }: Month, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
}

function lastDay({ year, month }: Month): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function allDays(month: Month): readonly number[] {
  return Array.from({ length: lastDay(month) }, (_, index) => index + 1);
}

/** Of the same month: from Saturday the first on to Monday, from Sunday the last back to Friday. */
function closestWeekday(month: Month, day: number): number {
  const number = weekday(month, day);
  if (number === 7) return day === 1 ? 3 : day - 1;
  if (number === 1) return day === lastDay(month) ? day - 2 : day + 1;
  return day;
}
