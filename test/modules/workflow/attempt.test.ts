import assert from "node:assert/strict";
import { equals } from "../../../modules/workflow/expression.ts";
import { compiled, greet, greeting } from "./compiled-states.ts";

const ASSIGN = { failure: "{% $states.errorOutput %}" };
const YOU = { input: () => ({ name: "you" }) };
const GREETING = greeting({ name: "you" });

describe("an attempt", () => {
  it("hands an error to its handler, and both go on from there", () => {
    const definition = compiled((steps) =>
      steps
        .attempt({
          body: (body) => body.task("Greet", greet, { ...YOU, keep: "greeting" }),
          errors: ["Shy"],
          handler: (handler) =>
            handler.task("Wave", greet, {
              input: ({ failure }) => ({ name: failure.Cause }),
              keep: "greeting",
            }),
        })
        .succeed("Done", { output: ({ greeting }) => greeting.text }),
    );
    const keep = { Assign: { greeting: "{% $states.result.Payload %}" } };
    assert.deepEqual(definition, {
      QueryLanguage: "JSONata",
      StartAt: "Greet",
      States: {
        Greet: {
          ...GREETING,
          ...keep,
          Catch: [{ ErrorEquals: ["Shy"], Assign: ASSIGN, Next: "Wave" }],
          Next: "Done",
        },
        Wave: { ...greeting({ name: "{% $failure.Cause %}" }), ...keep, Next: "Done" },
        Done: { Type: "Succeed", Output: "{% $greeting.text %}" },
      },
    });
  });

  it("hands over every error by default, of tasks, branches and maps, not of their inner steps", () => {
    const { States } = compiled((steps) =>
      steps.attempt({
        body: (body) =>
          body
            .parallel("Both", { branches: [(one) => one.task("One", greet, YOU)] })
            .map("Each", { items: () => [1], each: (item) => item.task("Two", greet, YOU) })
            .pass("Three", { output: () => 3 }),
        handler: (handler) => handler.succeed("Give up"),
      }),
    );
    const handled = [{ ErrorEquals: ["States.ALL"], Assign: ASSIGN, Next: "Give up" }];
    assert.deepEqual(States, {
      Both: {
        Type: "Parallel",
        Branches: [{ StartAt: "One", States: { One: { ...GREETING, End: true } } }],
        Catch: handled,
        Next: "Each",
      },
      Each: {
        Type: "Map",
        Items: [1],
        ItemProcessor: {
          ProcessorConfig: { Mode: "INLINE" },
          StartAt: "Two",
          States: { Two: { ...GREETING, End: true } },
        },
        Catch: handled,
        Next: "Three",
      },
      Three: { Type: "Pass", Output: 3, End: true },
      "Give up": { Type: "Succeed" },
    });
  });

  it("in an attempt catches first, and its own handler only with what is around both", () => {
    const { States } = compiled((steps) =>
      steps.attempt({
        body: (outer) =>
          outer.attempt({
            body: (inner) => inner.task("Greet", greet, YOU),
            errors: ["Shy"],
            handler: (handler) => handler.task("Wave", greet, YOU),
          }),
        handler: (handler) => handler.succeed("Give up"),
      }),
    );
    const outer = { ErrorEquals: ["States.ALL"], Assign: ASSIGN, Next: "Give up" };
    assert.deepEqual(States, {
      Greet: {
        ...GREETING,
        Catch: [{ ErrorEquals: ["Shy"], Assign: ASSIGN, Next: "Wave" }, outer],
        End: true,
      },
      Wave: { ...GREETING, Catch: [outer], End: true },
      "Give up": { Type: "Succeed" },
    });
  });

  it("in an attempt leaves nothing to what is around both where it catches every error", () => {
    const { States } = compiled((steps) =>
      steps.attempt({
        body: (outer) =>
          outer.attempt({
            body: (inner) => inner.task("Greet", greet, YOU),
            handler: (handler) => handler.task("Wave", greet, YOU),
          }),
        handler: (handler) => handler.succeed("Give up"),
      }),
    );
    const caughtBy = (Next: string) => [{ ErrorEquals: ["States.ALL"], Assign: ASSIGN, Next }];
    assert.deepEqual(States, {
      Greet: { ...GREETING, Catch: caughtBy("Wave"), End: true },
      Wave: { ...GREETING, Catch: caughtBy("Give up"), End: true },
      "Give up": { Type: "Succeed" },
    });
  });

  it("takes over what is raised in it as if a task had failed so", () => {
    const { States } = compiled((steps) =>
      steps.attempt({
        body: (body) =>
          body
            .choose("Who", ({ input }) => [
              [
                equals(input.name, "nobody"),
                (nobody) => nobody.raise("Refuse", () => ({ error: "Nobody", cause: input.name })),
              ],
            ])
            .task("Greet", greet, YOU),
        handler: (handler) =>
          handler.fail("Failed", ({ failure }) => ({ error: failure.Error, cause: failure.Cause })),
      }),
    );
    assert.deepEqual(States.Refuse, {
      Type: "Pass",
      Assign: { failure: { Error: "Nobody", Cause: "{% $states.context.Execution.Input.name %}" } },
      Next: "Failed",
    });
    assert.deepEqual(States.Failed, {
      Type: "Fail",
      Error: "{% $failure.Error %}",
      Cause: "{% $failure.Cause %}",
    });
  });
});
