import assert from "node:assert/strict";
import { createLogGroups } from "../../../local/bus/log-groups.ts";
import { resolvedStack } from "../synthesized/declared-stack.ts";

const ARN = "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/events/orders";

describe("the log groups", () => {
  it("write texts under their names", () => {
    const lines: (readonly [string, string])[] = [];
    const groups = createLogGroups(
      resolvedStack({ "aws_cloudwatch_log_group.orders": { name: "/aws/events/orders" } }),
      (...line) => lines.push(line),
    );
    assert.deepEqual([groups.has(ARN), groups.has(`${ARN}:*`), groups.has(`${ARN}s`)], [true, true, false]);
    groups.write(ARN, '{"id":7}');
    groups.write(`${ARN}:*`, "an order");
    assert.deepEqual(lines, [
      ["/aws/events/orders", '{"id":7}'],
      ["/aws/events/orders", "an order"],
    ]);
  });
});
