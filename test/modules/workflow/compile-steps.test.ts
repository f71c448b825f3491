import assert from "node:assert/strict";
import { equals, greaterThan, jsonText } from "../../../modules/workflow/expression.ts";
import { compiled, greet, greeting } from "./compiled-states.ts";

const NAME = { name: "{% $states.context.Execution.Input.name %}" };

describe("a step of a workflow compiles", () => {
  it("a task that calls a function and keeps its result", () => {
    const definition = compiled((steps) =>
      steps
        .task("Greet", greet, { input: ({ input }) => ({ name: input.name }), keep: "greeting" })
        .task("Again", greet, { input: ({ greeting }) => ({ name: greeting.text }) }),
    );
    assert.deepEqual(definition, {
      QueryLanguage: "JSONata",
      StartAt: "Greet",
      States: {
        Greet: {
          ...greeting(NAME),
          Assign: { greeting: "{% $states.result.Payload %}" },
          Next: "Again",
        },
        Again: { ...greeting({ name: "{% $greeting.text %}" }), End: true },
      },
    });
  });

  it("a task with a time limit and retries, which have defaults", () => {
    const { States } = compiled((steps) =>
      steps.task("Greet", greet, {
        input: () => ({ name: "you" }),
        timeoutSeconds: 5,
        retry: [
          { errors: ["Busy"] },
          {
            errors: ["Lost", "Late"],
            intervalSeconds: 2,
            maxAttempts: 4,
            backoffRate: 1.5,
            maxDelaySeconds: 20,
            jitter: true,
          },
        ],
      }),
    );
    assert.deepEqual(States.Greet, {
      ...greeting({ name: "you" }),
      TimeoutSeconds: 5,
      Retry: [
        { ErrorEquals: ["Busy"], IntervalSeconds: 1, MaxAttempts: 3, BackoffRate: 2 },
        {
          ErrorEquals: ["Lost", "Late"],
          IntervalSeconds: 2,
          MaxAttempts: 4,
          BackoffRate: 1.5,
          MaxDelaySeconds: 20,
          JitterStrategy: "FULL",
        },
      ],
      End: true,
    });
  });

  it("a task that puts an event on a bus", () => {
    const { States } = compiled((steps) =>
      steps.putEvent("Tell", {
        bus: "news",
        source: "app",
        detailType: "Greeted",
        detail: ({ input, execution }) => ({ name: input.name, execution: execution.Id }),
        retry: [{ errors: ["States.ALL"] }],
      }),
    );
    assert.deepEqual(States.Tell, {
      Type: "Task",
      Resource: "arn:aws:states:::events:putEvents",
      Arguments: {
        Entries: [
          {
            EventBusName: "arn:news",
            Source: "app",
            DetailType: "Greeted",
            Detail: { ...NAME, execution: "{% $states.context.Execution.Id %}" },
          },
        ],
      },
      Retry: [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 1, MaxAttempts: 3, BackoffRate: 2 }],
      End: true,
    });
  });

  it("a choice, whose branches join the next step unless they end", () => {
    const definition = compiled((steps) =>
      steps
        .choose("Which", ({ input }) => [
          [equals(input.name, "nobody"), (nobody) => nobody.succeed("Silence")],
          [
            greaterThan(input.count, 2),
            (many) => many.task("Greet all", greet, { input: () => ({ name: "all" }) }),
          ],
        ])
        .task("Greet", greet, { input: ({ input }) => ({ name: input.name }) }),
    );
    assert.deepEqual(definition, {
      QueryLanguage: "JSONata",
      StartAt: "Which",
      States: {
        Which: {
          Type: "Choice",
          Choices: [
            { Condition: '{% $states.context.Execution.Input.name = "nobody" %}', Next: "Silence" },
            { Condition: "{% $states.context.Execution.Input.count > 2 %}", Next: "Greet all" },
          ],
          Default: "Greet",
        },
        Silence: { Type: "Succeed" },
        "Greet all": { ...greeting({ name: "all" }), Next: "Greet" },
        Greet: { ...greeting(NAME), End: true },
      },
    });
  });

  it("parallel branches, whose results are kept as a list", () => {
    const definition = compiled((steps) =>
      steps
        .parallel("Both", {
          branches: [
            (one) => one.task("One", greet, { input: ({ input }) => ({ name: input.name }) }),
            (two) => two.pass("Two", { output: () => 2 }),
          ],
          keep: "both",
        })
        .succeed("Done", { output: ({ both }) => ({ text: both[0].text, two: both[1] }) }),
    );
    assert.deepEqual(definition.States, {
      Both: {
        Type: "Parallel",
        Branches: [
          { StartAt: "One", States: { One: { ...greeting(NAME), End: true } } },
          { StartAt: "Two", States: { Two: { Type: "Pass", Output: 2, End: true } } },
        ],
        Assign: { both: "{% $states.result %}" },
        Next: "Done",
      },
      Done: { Type: "Succeed", Output: { text: "{% $both[0].text %}", two: "{% $both[1] %}" } },
    });
  });

  it("a map over items, a few at once", () => {
    const definition = compiled((steps) =>
      steps.map("Each tag", {
        items: ({ input }) => input.tags,
        maxConcurrency: 4,
        each: (item, tag) => item.task("Greet tag", greet, { input: () => ({ name: tag }) }),
        keep: "greetings",
      }),
    );
    assert.deepEqual(definition.States, {
      "Each tag": {
        Type: "Map",
        Items: "{% $states.context.Execution.Input.tags %}",
        ItemProcessor: {
          ProcessorConfig: { Mode: "INLINE" },
          StartAt: "Greet tag",
          States: { "Greet tag": { ...greeting({ name: "{% $states.input %}" }), End: true } },
        },
        MaxConcurrency: 4,
        Assign: { greetings: "{% $states.result %}" },
        End: true,
      },
    });
  });

  it("a map over items that are known already", () => {
    const { States } = compiled((steps) =>
      steps.map("Each size", {
        items: () => [{ side: 1 }, { side: 2 }],
        each: (item, size) => item.pass("Side", { output: () => size.side }),
      }),
    );
    assert.deepEqual(States["Each size"]?.Items, [{ side: 1 }, { side: 2 }]);
    assert.equal(States["Each size"]?.MaxConcurrency, undefined);
  });

  it("a pass, whose value is output and kept", () => {
    const { States } = compiled((steps) =>
      steps.pass("Note", { output: ({ input }) => ({ name: input.name, fixed: [1, null] }), keep: "note" }),
    );
    const output = { ...NAME, fixed: [1, null] };
    assert.deepEqual(States.Note, { Type: "Pass", Output: output, Assign: { note: output }, End: true });
  });

  it("a wait of a fixed or a computed time", () => {
    const { States } = compiled((steps) =>
      steps.wait("A while", { seconds: 60 }).wait("As told", { seconds: ({ input }) => input.count }),
    );
    assert.deepEqual(States, {
      "A while": { Type: "Wait", Seconds: 60, Next: "As told" },
      "As told": { Type: "Wait", Seconds: "{% $states.context.Execution.Input.count %}", End: true },
    });
  });

  it("a success with or without an output, and a failure", () => {
    const { States } = compiled((steps) =>
      steps
        .choose("Which", ({ input }) => [
          [equals(input.count, 0), (none) => none.succeed("None")],
          [equals(input.count, 1), (one) => one.succeed("One", { output: () => ({ count: 1 }) })],
        ])
        .fail("Many", ({ input }) => ({
          error: "TooMany",
          cause: jsonText(input.count),
        })),
    );
    assert.deepEqual(States.None, { Type: "Succeed" });
    assert.deepEqual(States.One, { Type: "Succeed", Output: { count: 1 } });
    assert.deepEqual(States.Many, {
      Type: "Fail",
      Error: "TooMany",
      Cause: "{% $string($states.context.Execution.Input.count) %}",
    });
  });
});
