import assert from "node:assert/strict";
import { simulatedClock } from "../../../local/states/clock.ts";
import { functionArn } from "./callable-functions.ts";
import { QUEUE, wiringOfEachTest } from "./wired-stack.ts";

describe("the schedules of a wired stack", () => {
  const { logOf, wired } = wiringOfEachTest();

  it("runs through schedules from one moment to another, which takes no time, and does what they set off", async () => {
    const { runSchedules } = wired({
      "aws_cloudwatch_event_rule.daily": { name: "daily", schedule_expression: "cron(0 6 * * ? *)" },
      "aws_cloudwatch_event_target.daily": {
        rule: "daily",
        arn: functionArn("notify"),
        input_path: "$.time",
      },
    });
    await runSchedules(Date.UTC(2124, 1, 28, 12), Date.UTC(2124, 2, 1, 12));
    assert.deepEqual(logOf("notify"), ['"2124-02-29T06:00:00Z"', '"2124-03-01T06:00:00Z"']);
  });

  it("sets off a schedule's execution in the time of its clock", async () => {
    const clock = simulatedClock(Date.UTC(2024, 0, 1));
    const { runSchedules, queues } = wired(
      {
        "aws_sqs_queue.digest": { name: "digest" },
        "aws_cloudwatch_event_rule.hourly": { name: "hourly", schedule_expression: "rate(1 hour)" },
        "aws_cloudwatch_event_target.hourly": { rule: "hourly", arn: QUEUE, input_path: "$.time" },
      },
      { clock },
    );
    await runSchedules(clock.nowMs(), clock.nowMs() + 2 * 3_600_000);
    assert.deepEqual(
      queues.waiting(QUEUE).map(({ body, sentMs }) => [body, new Date(sentMs).toISOString()]),
      [
        ['"2024-01-01T01:00:00Z"', "2024-01-01T01:00:00.000Z"],
        ['"2024-01-01T02:00:00Z"', "2024-01-01T02:00:00.000Z"],
      ],
    );
  });
});
