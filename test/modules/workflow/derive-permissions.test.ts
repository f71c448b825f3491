import assert from "node:assert/strict";
import { derivePermissions } from "../../../modules/workflow/derive-permissions.ts";
import { compiled, greet } from "./compiled-states.ts";

const YOU = { input: () => ({ name: "you" }) };
const INVOKE = { sid: "InvokeFunctions", actions: ["lambda:InvokeFunction"], resources: ["arn:greet"] };
const PUT = { sid: "PutEvents", actions: ["events:PutEvents"], resources: ["arn:news"] };

function oneTask(state: object) {
  return { States: { Call: { Type: "Task", ...state } } };
}

describe("the permissions of a state machine", () => {
  it("are those of the tasks that its definition has, in branches and maps too", () => {
    const definition = compiled((steps) =>
      steps
        .parallel("Both", {
          branches: [
            (one) => one.task("One", greet, YOU),
            (two) => two.map("Each", { items: () => [1], each: (item) => item.task("Two", greet, YOU) }),
          ],
        })
        .putEvent("Tell", { bus: "news", source: "s", detailType: "t", detail: () => ({}) })
        .wait("Rest", { seconds: 1 }),
    );
    assert.deepEqual(derivePermissions(definition), [INVOKE, INVOKE, PUT]);
  });

  it("are none for a definition that calls nothing", () => {
    assert.deepEqual(derivePermissions(compiled((steps) => steps.succeed("Done"))), []);
  });

  it("are the same in every partition, also in one that only Terraform knows", () => {
    for (const partition of ["aws-cn", "${data.aws_partition.current.partition}"]) {
      const definition = compiled((steps) => steps.task("One", greet, YOU), {
        partition,
        functions: { greet: "arn:greet" },
      });
      assert.equal(definition.States.One?.Resource, `arn:${partition}:states:::lambda:invoke`);
      assert.deepEqual(derivePermissions(definition), [INVOKE]);
    }
  });

  it("are not guessed for what is no integration's ARN", () => {
    assert.throws(() => derivePermissions(oneTask({ Resource: "lambda:invoke" })), {
      name: "UserError",
      message:
        'state "Call": Expected an ARN of one of the integrations lambda:invoke, events:putEvents, but found lambda:invoke. ' +
        "Its permissions cannot be derived: call it from a Lambda function instead.",
    });
  });

  it("are not guessed for an integration that is not known", () => {
    assert.throws(() => derivePermissions(oneTask({ Resource: "arn:aws:states:::aws-sdk:s3:getObject" })), {
      name: "UserError",
      message:
        'state "Call": Expected an ARN of one of the integrations lambda:invoke, ' +
        "events:putEvents, but found arn:aws:states:::aws-sdk:s3:getObject. " +
        "Its permissions cannot be derived: call it from a Lambda function instead.",
    });
  });

  const unfixed: readonly (readonly [string, object, string])[] = [
    [
      "a function that is known only at run time",
      { Resource: "arn:aws:states:::lambda:invoke", Arguments: { FunctionName: "{% $name %}" } },
      'a fixed FunctionName, so that the role can be limited to it, but found "{% $name %}"',
    ],
    [
      "no function",
      { Resource: "arn:aws:states:::lambda:invoke" },
      "a fixed FunctionName, so that the role can be limited to it, but found none",
    ],
    [
      "a bus that is known only at run time",
      {
        Resource: "arn:aws:states:::events:putEvents",
        Arguments: { Entries: [{ EventBusName: "{% $bus %}" }] },
      },
      'a fixed EventBusName, so that the role can be limited to it, but found "{% $bus %}"',
    ],
  ];
  for (const [what, state, message] of unfixed) {
    it(`are refused for ${what}`, () => {
      assert.throws(() => derivePermissions(oneTask(state)), {
        name: "UserError",
        message: `state "Call": Expected ${message}. Name it in the definition, or choose between several states.`,
      });
    });
  }
});
