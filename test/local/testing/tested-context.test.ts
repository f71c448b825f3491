import assert from "node:assert/strict";
import { testState } from "../../../local/testing/test-state.ts";

const TOLD = { Type: "Pass", Output: "{% $states.context.Map.Item %}", End: true };
const BRANCH = { StartAt: "Told", States: { Told: TOLD } };
const MACHINE = {
  QueryLanguage: "JSONata",
  StartAt: "Both",
  States: {
    Both: {
      Type: "Parallel",
      Branches: [
        { StartAt: "Alone", States: { Alone: { Type: "Pass", Output: "{% $a %}", End: true } } },
        {
          StartAt: "All",
          States: { All: { Type: "Map", Items: "{% $states.input %}", ItemProcessor: BRANCH, End: true } },
        },
      ],
      End: true,
    },
  },
};

describe("a state that is tested", () => {
  it("may stand inside of others", async () => {
    const { output } = await testState(MACHINE, { stateName: "Alone", variables: { a: 7 } });
    assert.equal(output, 7);
    await assert.rejects(testState(MACHINE, { stateName: "Lost" }), {
      message:
        'state machine definition: Expected a state "Lost", but found Both, Alone, All, Told. ' +
        "Name the state that is tested in `stateName`.",
    });
  });

  it("stands in a state machine that AWS takes as a whole", async () => {
    const States = {
      First: { Type: "Pass", Next: "Second" },
      Second: { Type: "Wait", Seconds: -1, End: true },
    };
    await assert.rejects(testState({ StartAt: "First", States }, { stateName: "First" }), {
      name: "UserError",
      message: /^state machine definition, States\.Second\.Seconds: /,
    });
    assert.equal((await testState(States.First)).nextState, "Second");
  });

  it("has its input as the first item inside of a Map state, unless it is given a context", async () => {
    const test = { stateName: "Told", input: { key: "cat.jpg" } };
    assert.deepEqual((await testState(MACHINE, test)).output, { Index: 0, Value: { key: "cat.jpg" } });
    const context = { Map: { Item: { Index: 4, Value: "dog.jpg" } } };
    assert.deepEqual((await testState(MACHINE, { ...test, context })).output, context.Map.Item);
  });

  it("has what it is given of itself in the context", async () => {
    const state = {
      Type: "Pass",
      QueryLanguage: "JSONata",
      Output: "{% $states.context.State %}",
      End: true,
    };
    const State = { Name: "Audit", EnteredTime: "2026-03-27T10:00:00Z" };
    assert.deepEqual((await testState(state, { context: { State } })).output, State);
    const { output } = await testState(state, { context: { State: { EnteredTime: State.EnteredTime } } });
    assert.deepEqual(output, { ...State, Name: "StateName" });
  });

  it("waits for the token that it is given in the context", async () => {
    const state = {
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
      Parameters: { "MessageBody.$": "$$.Task.Token", QueueUrl: "queue" },
      End: true,
    };
    const test = { context: { Task: { Token: "token-1" } }, mock: { result: "approved" }, inspect: true };
    const { output, inspection } = await testState(state, test);
    assert.equal(output, "approved");
    assert.deepEqual(inspection?.afterParameters, { MessageBody: "token-1", QueueUrl: "queue" });
  });

  it("shows what each iteration of a Map state gets, also of one that is inline", async () => {
    const state = {
      Type: "Map",
      QueryLanguage: "JSONata",
      Items: "{% $states.input %}",
      ItemSelector: {
        at: "{% $states.context.Map.Item.Index %}",
        key: "{% $states.context.Map.Item.Value %}",
      },
      ItemProcessor: { StartAt: "Each", States: { Each: { Type: "Pass", End: true } } },
      End: true,
    };
    const { inspection } = await testState(state, {
      input: ["a", "b"],
      mock: { result: [] },
      inspect: true,
    });
    assert.deepEqual(inspection?.afterItemSelector, [
      { at: 0, key: "a" },
      { at: 1, key: "b" },
    ]);
  });
});
