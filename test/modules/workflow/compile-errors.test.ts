import assert from "node:assert/strict";
import { equals } from "../../../modules/workflow/expression.ts";
import { lambdaTask } from "../../../modules/workflow/steps.ts";
import { compiled, greet } from "./compiled-states.ts";

type Build = Parameters<typeof compiled>[0];

const YOU = { input: () => ({ name: "you" }) };

const MISTAKES: readonly (readonly [string, Build, string])[] = [
  [
    "no steps",
    (steps) => steps,
    "Expected at least one step in the workflow, but found none. Add a step, or leave the branch out.",
  ],
  [
    "an empty branch of a choice",
    (steps) => steps.choose("Which", ({ input }) => [[equals(input.count, 1), (one) => one]]).succeed("Done"),
    'Expected at least one step in branch 1 of "Which", but found none. Add a step, or leave the branch out.',
  ],
  [
    "an empty parallel branch",
    (steps) => steps.parallel("Both", { branches: [(one) => one.succeed("One"), (two) => two] }),
    'Expected at least one step in branch 2 of "Both", but found none. Add a step, or leave the branch out.',
  ],
  [
    "a map without steps",
    (steps) => steps.map("Each", { items: () => [1], each: (item) => item }),
    'Expected at least one step in the steps of "Each", but found none. Add a step, or leave the branch out.',
  ],
  [
    "an attempt without a body",
    (steps) => steps.attempt({ body: (body) => body, handler: (handler) => handler.succeed("Done") }),
    "Expected at least one step in the body of an attempt, but found none. Add a step, or leave the branch out.",
  ],
  [
    "an attempt without a handler",
    (steps) => steps.attempt({ body: (body) => body.succeed("Done"), handler: (handler) => handler }),
    "Expected at least one step in the handler of an attempt, but found none. Add a step, or leave the branch out.",
  ],
  [
    "a state name used twice",
    (steps) => steps.wait("Rest", { seconds: 1 }).wait("Rest", { seconds: 2 }),
    'Expected every state name once in a workflow, but found "Rest" twice. Rename one of the two.',
  ],
  [
    "a state name used inside a branch and outside",
    (steps) => steps.parallel("Both", { branches: [(one) => one.succeed("Done")] }).succeed("Done"),
    'Expected every state name once in a workflow, but found "Done" twice. Rename one of the two.',
  ],
  [
    "a step after a success",
    (steps) => steps.succeed("Done").wait("Rest", { seconds: 1 }),
    'Expected nothing after "Done", which ends its steps, but found "Rest", which could never run. ' +
      'Remove it, or move it before "Done".',
  ],
  [
    "an attempt after a failure",
    (steps) =>
      steps
        .fail("Failed", () => ({ error: "E", cause: "c" }))
        .attempt({
          body: (body) => body.wait("Rest", { seconds: 1 }),
          handler: (handler) => handler.succeed("S"),
        }),
    'Expected nothing after "Failed", which ends its steps, but found "Rest", which could never run. ' +
      'Remove it, or move it before "Failed".',
  ],
  [
    "a choice with nothing after it",
    (steps) => steps.choose("Which", ({ input }) => [[equals(input.count, 1), (one) => one.succeed("One")]]),
    'Expected a step after the choice "Which", but found none. Add the step to go on with when no branch is taken.',
  ],
  [
    "a raise outside an attempt",
    (steps) => steps.raise("Refuse", () => ({ error: "E", cause: "c" })),
    'Expected "Refuse" to stand in the body of an attempt, but found no attempt around it. ' +
      "Use fail to end the execution with an error.",
  ],
  [
    "a raise in the handler of the only attempt",
    (steps) =>
      steps.attempt({
        body: (body) => body.wait("Rest", { seconds: 1 }),
        handler: (handler) => handler.raise("Refuse", () => ({ error: "E", cause: "c" })),
      }),
    'Expected "Refuse" to stand in the body of an attempt, but found no attempt around it. ' +
      "Use fail to end the execution with an error.",
  ],
  [
    "a function that nothing is bound to",
    (steps) => steps.task("Call", lambdaTask("call"), { input: () => ({}) }),
    'step "Call": Expected a function bound to the name "call", but found only greet. ' +
      "Pass it to the state machine that runs the workflow.",
  ],
  [
    "a bus that nothing is bound to",
    (steps) => steps.putEvent("Tell", { bus: "olds", source: "s", detailType: "t", detail: () => ({}) }),
    'step "Tell": Expected a bus bound to the name "olds", but found only news. ' +
      "Pass it to the state machine that runs the workflow.",
  ],
  [
    "a text that Step Functions would evaluate",
    (steps) => steps.pass("Note", { output: () => ({ list: ["{% 1 + 1 %}"] }) }),
    'step "Note": Expected plain text, but found "{% 1 + 1 %}", which Step Functions would evaluate. ' +
      "Write an expression with jsonata(…) instead.",
  ],
  [
    "a variable kept on two levels",
    (steps) =>
      steps
        .task("Greet", greet, { ...YOU, keep: "greeting" })
        .parallel("Both", { branches: [(one) => one.task("One", greet, { ...YOU, keep: "greeting" })] }),
    'Expected the variable "greeting" to be kept on one level only, but found it inside a branch or map and around it. ' +
      "Rename one of the two.",
  ],
  [
    "attempts on two levels, which both keep the failure",
    (steps) =>
      steps.attempt({
        body: (body) =>
          body.parallel("Both", {
            branches: [
              (one) =>
                one.attempt({
                  body: (inner) => inner.task("Greet", greet, YOU),
                  handler: (handler) => handler.succeed("Shrug"),
                }),
            ],
          }),
        handler: (handler) => handler.succeed("Give up"),
      }),
    'Expected the variable "failure" to be kept on one level only, but found it inside a branch or map and around it. ' +
      "Every attempt keeps it: do not put one attempt into a branch or map and another one around it.",
  ],
  [
    "a variable kept in a map and, later, two levels up",
    (steps) =>
      steps
        .parallel("Both", {
          branches: [
            (one) =>
              one.map("Each", {
                items: () => [1],
                each: (item) => item.task("One", greet, { ...YOU, keep: "x" }),
              }),
          ],
        })
        .pass("Note", { output: () => 1, keep: "x" }),
    'Expected the variable "x" to be kept on one level only, but found it inside a branch or map and around it. ' +
      "Rename one of the two.",
  ],
];

describe("a workflow is refused with", () => {
  for (const [what, build, message] of MISTAKES) {
    it(what, () => {
      assert.throws(() => compiled(build), { name: "UserError", message });
    });
  }

  it("a function where none is bound at all", () => {
    assert.throws(() => compiled((steps) => steps.task("Greet", greet, YOU), {}), {
      name: "UserError",
      message:
        'step "Greet": Expected a function bound to the name "greet", but found none bound at all. ' +
        "Pass it to the state machine that runs the workflow.",
    });
  });

  it("not a variable that two branches keep, or that is kept twice on one level", () => {
    const kept = compiled((steps) =>
      steps
        .parallel("Both", {
          branches: [
            (one) => one.task("One", greet, { ...YOU, keep: "x" }),
            (two) => two.task("Two", greet, { ...YOU, keep: "x" }),
          ],
        })
        .pass("Note", { output: () => 1, keep: "y" })
        .pass("Note again", { output: () => 2, keep: "y" }),
    );
    assert.deepEqual(Object.keys(kept.States), ["Both", "Note", "Note again"]);
  });
});
