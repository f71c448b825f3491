import assert from "node:assert/strict";
import { nextAfter, parseSchedule } from "../../../local/bus/schedule-expression.ts";

/** The first moments after a day's beginning, as they would be written: `2024-03-01 10:00`. */
function moments(expression: string, count: number, after = "2024-02-29T00:00:00Z"): readonly string[] {
  const found: string[] = [];
  let ms: number | undefined = Date.parse(after);
  while (found.length < count) {
    ms = nextAfter(expression, ms);
    if (ms === undefined) break;
    found.push(new Date(ms).toISOString().slice(0, 16).replace("T", " "));
  }
  return found;
}

describe("a schedule expression", () => {
  const fires = (expression: string, ...expected: readonly string[]) =>
    it(`${expression} sets off at ${expected.join(", ") || "no time"}`, () =>
      assert.deepEqual(moments(expression, Math.max(1, expected.length)), expected));

  describe("with a rate", () => {
    fires("rate(1 minute)", "2024-02-29 00:01", "2024-02-29 00:02");
    fires("rate(5 minutes)", "2024-02-29 00:05", "2024-02-29 00:10");
    fires("rate(1 hour)", "2024-02-29 01:00", "2024-02-29 02:00");
    fires("rate(2 days)", "2024-03-02 00:00", "2024-03-04 00:00");
  });

  describe("with times of day", () => {
    fires("cron(0 10 * * ? *)", "2024-02-29 10:00", "2024-03-01 10:00");
    fires("cron(0/10 * ? * MON-FRI *)", "2024-02-29 00:10", "2024-02-29 00:20");
    fires("cron(50/5 23 * * ? *)", "2024-02-29 23:50", "2024-02-29 23:55", "2024-03-01 23:50");
    fires(
      "cron(*/20 8-9 * * ? *)",
      "2024-02-29 08:00",
      "2024-02-29 08:20",
      "2024-02-29 08:40",
      "2024-02-29 09:00",
    );
    fires("cron(10-30/15 0 * * ? *)", "2024-02-29 00:10", "2024-02-29 00:25", "2024-03-01 00:10");
    fires(
      "cron(0 22-1 * * ? *)",
      "2024-02-29 01:00",
      "2024-02-29 22:00",
      "2024-02-29 23:00",
      "2024-03-01 00:00",
    );
    fires("cron(5,3 1 * * ? *)", "2024-02-29 01:03", "2024-02-29 01:05");
    fires("cron(0  0\t* * ?  *)", "2024-03-01 00:00");
  });

  describe("with days of the month", () => {
    fires("cron(0 8 1 * ? *)", "2024-03-01 08:00", "2024-04-01 08:00");
    fires("cron(0 8 31 * ? *)", "2024-03-31 08:00", "2024-05-31 08:00");
    fires("cron(0 8 1/14 * ? *)", "2024-02-29 08:00", "2024-03-01 08:00", "2024-03-15 08:00");
    fires("cron(0 8 L * ? *)", "2024-02-29 08:00", "2024-03-31 08:00", "2024-04-30 08:00");
    // 31 March 2024 is a Sunday, 30 June too; 1 June is a Saturday.
    fires("cron(0 8 LW 3,6 ? *)", "2024-03-29 08:00", "2024-06-28 08:00");
    fires("cron(0 8 1W 6 ? *)", "2024-06-03 08:00");
    fires(
      "cron(0 8 15W * ? *)",
      "2024-03-15 08:00",
      "2024-04-15 08:00",
      "2024-05-15 08:00",
      "2024-06-14 08:00",
    );
    fires("cron(0 8 31W 6,7 ? *)", "2024-07-31 08:00");
    fires("cron(0 8 29 FEB ? *)", "2024-02-29 08:00", "2028-02-29 08:00");
    fires("cron(0 8 30 feb ? *)");
  });

  describe("with days of the week", () => {
    // 29 February 2024 is a Thursday.
    fires("cron(0 18 ? * MON-FRI *)", "2024-02-29 18:00", "2024-03-01 18:00", "2024-03-04 18:00");
    fires("cron(0 18 ? * 1,7 *)", "2024-03-02 18:00", "2024-03-03 18:00");
    fires(
      "cron(0 18 ? * FRI-SUN *)",
      "2024-03-01 18:00",
      "2024-03-02 18:00",
      "2024-03-03 18:00",
      "2024-03-08 18:00",
    );
    fires("cron(0 18 ? * L *)", "2024-03-02 18:00", "2024-03-09 18:00");
    fires("cron(0 18 ? * 5L *)", "2024-02-29 18:00", "2024-03-28 18:00");
    fires("cron(0 18 ? * FRIL *)", "2024-03-29 18:00", "2024-04-26 18:00");
    fires("cron(0 18 ? * 3#2 *)", "2024-03-12 18:00", "2024-04-09 18:00");
    fires("cron(0 18 ? * TUE#5 *)", "2024-04-30 18:00", "2024-07-30 18:00");
  });

  describe("with months and years", () => {
    fires("cron(0 0 1 JAN,JUL ? *)", "2024-07-01 00:00", "2025-01-01 00:00");
    fires("cron(0 0 1 1/6 ? *)", "2024-07-01 00:00", "2025-01-01 00:00");
    fires("cron(0 0 1 1 ? 2026-2028/2)", "2026-01-01 00:00", "2028-01-01 00:00");
    fires("cron(0 0 1 1 ? 2023)");
  });

  it("sets off at no moment twice, and at none in between", () => {
    const ms = Date.parse("2024-02-29T10:00:00Z");
    const hourly = parseSchedule("cron(0 * * * ? *)");
    assert.equal(hourly.nextAfter(ms - 1), ms);
    assert.equal(hourly.nextAfter(ms), ms + 3_600_000);
  });

  const refuses = (expression: string, expected: string) =>
    it(`refuses ${expression}`, () =>
      assert.throws(() => parseSchedule(expression, "event rule nightly"), {
        name: "UserError",
        message:
          `event rule nightly: Expected ${expected}, but found ${JSON.stringify(expression)}. ` +
          'Correct it; AWS refuses such a rule: "Parameter ScheduleExpression is not valid."',
      }));

  for (const expression of ["", "daily", "at(2024-01-01T00:00:00)", "rate 5 minutes", "cron(0 10 * * ? *"]) {
    refuses(expression, '"rate(5 minutes)" or "cron(0 12 * * ? *)"');
  }
  for (const rate of [
    "1 minutes",
    "5 minute",
    "0 minutes",
    "-1 days",
    "1.5 hours",
    "5 weeks",
    "5",
    "30 seconds",
  ]) {
    refuses(`rate(${rate})`, 'a rate such as "rate(1 day)", "rate(2 hours)" or "rate(5 minutes)"');
  }
  for (const fields of ["0 10 * * ?", "0 0 10 * * ? *"]) {
    refuses(`cron(${fields})`, "six fields: minutes, hours, day-of-month, month, day-of-week and year");
  }
  for (const days of ["* * *", "1 * MON", "? * ?"]) {
    refuses(
      `cron(0 10 ${days} *)`,
      'a "?" in one of the fields day-of-month and day-of-week, and in one only',
    );
  }
  const wrongFields: readonly (readonly [string, string, string, string])[] = [
    ["60 10 * * ? *", "minutes", "0 to 59", "60"],
    ["0/0 10 * * ? *", "minutes", "0 to 59", "0/0"],
    ["/5 10 * * ? *", "minutes", "0 to 59", "/5"],
    ["0,,5 10 * * ? *", "minutes", "0 to 59", "0,,5"],
    ["0-5-9 10 * * ? *", "minutes", "0 to 59", "0-5-9"],
    ["0 24 * * ? *", "hours", "0 to 23", "24"],
    ["0 ? * * ? *", "hours", "0 to 23", "?"],
    ["0 10 0 * ? *", "day-of-month", "1 to 31", "0"],
    ["0 10 32W * ? *", "day-of-month", "1 to 31", "32W"],
    ["0 10 L,15 * ? *", "day-of-month", "1 to 31", "L,15"],
    ["0 10 1#1 * ? *", "day-of-month", "1 to 31", "1#1"],
    ["0 10 * 13 ? *", "month", "1 to 12", "13"],
    ["0 10 * MAI ? *", "month", "1 to 12", "MAI"],
    ["0 10 ? * 8 *", "day-of-week", "1 to 7", "8"],
    ["0 10 ? * 2/2 *", "day-of-week", "1 to 7", "2/2"],
    ["0 10 ? * 3#6 *", "day-of-week", "1 to 7", "3#6"],
    ["0 10 ? * 3#1,6#3 *", "day-of-week", "1 to 7", "3#1,6#3"],
    ["0 10 * * ? 1969", "year", "1970 to 2199", "1969"],
    ["0 10 * * ? 2200", "year", "1970 to 2199", "2200"],
  ];
  for (const [fields, name, range, text] of wrongFields) {
    refuses(`cron(${fields})`, `a field ${name} of ${range}, not ${JSON.stringify(text)}`);
  }
});
