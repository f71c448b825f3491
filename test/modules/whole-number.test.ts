import assert from "node:assert/strict";
import { Fn, Token } from "cdktf";
import { Queue } from "../../modules/queue.ts";
import { refuses } from "./refuses.ts";
import { synthesizedStack } from "./synthesized-app.ts";

describe("a number that AWS takes within a range", () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1.5, -1]) {
    it(`is not ${value}`, () => {
      refuses(
        `app/jobs: Expected visibilityTimeoutSeconds to be a whole number from 0 to 43200, but found ${value}. ` +
          "Change it where the construct is declared.",
        (stack) => new Queue(stack, "jobs", { visibilityTimeoutSeconds: value }),
      );
    });
  }

  it("is not a text of digits, which is shown as one", () => {
    refuses(
      'app/jobs: Expected visibilityTimeoutSeconds to be a whole number from 0 to 43200, but found "30". ' +
        "Change it where the construct is declared.",
      (stack) => new Queue(stack, "jobs", { visibilityTimeoutSeconds: "30" as unknown as number }),
    );
  });

  it("may be both ends of the range, or a value that only Terraform knows", () => {
    const { resource } = synthesizedStack((stack) => {
      new Queue(stack, "shortest", { visibilityTimeoutSeconds: 0 });
      new Queue(stack, "longest", { visibilityTimeoutSeconds: 43_200 });
      new Queue(stack, "computed", { visibilityTimeoutSeconds: Token.asNumber(Fn.max([1, 2])) });
    });
    assert.equal(resource.aws_sqs_queue?.shortest?.visibility_timeout_seconds, 0);
    assert.equal(resource.aws_sqs_queue?.longest?.visibility_timeout_seconds, 43_200);
    assert.equal(resource.aws_sqs_queue?.computed?.visibility_timeout_seconds, "${max(1, 2)}");
  });
});
