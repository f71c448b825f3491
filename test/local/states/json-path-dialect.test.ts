import assert from "node:assert/strict";
import { outputOf, runDefinition } from "./run-definition.ts";

const PASS = { Type: "Pass", End: true };
const TASK = { Type: "Task", Resource: "arn:aws:lambda:us-east-1:123456789012:function:work", End: true };
const PLACE = "An error occurred while executing the state 'One' (entered at the event id #2). ";

describe("data flow in JSONPath", () => {
  it("leaves only what InputPath and OutputPath name", async () => {
    assert.deepEqual(await outputOf({ ...PASS, InputPath: "$.a" }, { a: { b: 1 } }), { b: 1 });
    assert.equal(await outputOf({ ...PASS, InputPath: "$.a", OutputPath: "$.b" }, { a: { b: 1 } }), 1);
    assert.deepEqual(await outputOf({ ...PASS, InputPath: null }, { a: 1 }), {});
    assert.deepEqual(await outputOf({ ...PASS, OutputPath: null }, { a: 1 }), {});
  });

  it("builds the task's input from Parameters: constants, paths, context and intrinsics at any depth", async () => {
    const Parameters = {
      constant: { dollar$: "$.a" },
      "path.$": "$.a.b",
      "name.$": "$$.Execution.Name",
      list: [{ "sum.$": "States.MathAdd($.n, 1)" }, "plain"],
    };
    assert.deepEqual(await outputOf({ ...TASK, Parameters }, { a: { b: [1] }, n: 4 }), {
      constant: { dollar$: "$.a" },
      path: [1],
      name: "first",
      list: [{ sum: 5 }, "plain"],
    });
  });

  it("selects from the result with ResultSelector", async () => {
    const runTask = async () => ({ Payload: { id: 7 }, StatusCode: 200 });
    assert.deepEqual(
      await outputOf({ ...TASK, ResultSelector: { "id.$": "$.Payload.id" } }, {}, { runTask }),
      { id: 7 },
    );
  });

  it("puts the result where ResultPath says", async () => {
    const runTask = async () => "r";
    const outputWith = (ResultPath: string | null) =>
      outputOf({ ...TASK, ResultPath }, { a: 1, list: [0, 0] }, { runTask });
    assert.equal(await outputWith("$"), "r");
    assert.deepEqual(await outputWith(null), { a: 1, list: [0, 0] });
    assert.deepEqual(await outputWith("$.a"), { a: "r", list: [0, 0] });
    assert.deepEqual(await outputWith("$.x.y"), { a: 1, list: [0, 0], x: { y: "r" } });
    assert.deepEqual(await outputWith("$.list[1]"), { a: 1, list: [0, "r"] });
  });

  const IN_THE_WAY: readonly (readonly [string, unknown, string])[] = [
    ["$.a.b", { a: 1 }, 'Unable to apply step "a" to input {"a":1}'],
    ["$.a", [1], 'Unable to apply step "a" to input [1]'],
    ["$[3].a", [1], 'Unable to apply step "3" to input [1]'],
    ["$.a", "text", 'Unable to apply ReferencePath $.a to input "text"'],
  ];
  for (const [ResultPath, input, cause] of IN_THE_WAY) {
    it(`fails where the ResultPath ${ResultPath} cannot be applied to ${JSON.stringify(input)}`, async () => {
      await assert.rejects(outputOf({ ...TASK, ResultPath }, input), {
        error: "States.ReferencePathConflict",
        cause: `${PLACE}${cause}`,
      });
    });
  }

  it("gives a parameter null for an item behind the end of an array", async () => {
    const Parameters = { "x.$": "$.a[1]" };
    assert.deepEqual(await outputOf({ ...PASS, Parameters }, { a: [1] }), { x: null });
    await assert.rejects(outputOf({ ...PASS, Parameters: { "x.$": "$.a[1].b" } }, { a: [1] }), {
      error: "States.Runtime",
    });
  });

  it("fails where a parameter leads nowhere", async () => {
    await assert.rejects(outputOf({ ...TASK, Parameters: { "x.$": "$.none" } }, { a: 1 }), {
      error: "States.Runtime",
      cause: `${PLACE}The JSONPath '$.none' specified for the field 'x.$' could not be found in the input '{"a":1}'`,
    });
  });

  it("gives a Pass state's Result, or its Parameters, as the result", async () => {
    assert.deepEqual(await outputOf({ ...PASS, Result: { a: 1 }, ResultPath: "$.r" }, { b: 2 }), {
      b: 2,
      r: { a: 1 },
    });
    assert.equal(await outputOf({ ...PASS, Result: null }, { b: 2 }), null);
    assert.deepEqual(await outputOf({ ...PASS, Parameters: { "c.$": "$.b" }, ResultPath: "$.r" }, { b: 2 }), {
      b: 2,
      r: { c: 2 },
    });
  });

  it("ends with what a Succeed state leaves of its input", async () => {
    assert.equal(
      await outputOf({ Type: "Succeed", InputPath: "$.a", OutputPath: "$.b" }, { a: { b: 1 } }),
      1,
    );
  });

  it("assigns variables that later states see, from the result", async () => {
    const Assigning = {
      ...TASK,
      End: undefined,
      Assign: { "id.$": "$.id", "size.$": "States.ArrayLength($.list)", fixed: [1] },
      ResultPath: null,
      Next: "Show",
    };
    const Show = {
      ...PASS,
      Parameters: { "id.$": "$id", "size.$": "$size", "first.$": "$fixed[0]", "in.$": "$" },
    };
    const { output } = await runDefinition(
      { StartAt: "Assigning", States: { Assigning, Show } },
      { input: { a: 1 }, runTask: async () => ({ id: 9, list: [1, 2] }) },
    );
    assert.deepEqual(output, { id: 9, size: 2, first: 1, in: { a: 1 } });
  });
});
