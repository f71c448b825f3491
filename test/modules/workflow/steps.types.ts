/**
 * Mistakes that the compiler has to find, checked with all other types: an `@ts-expect-error` above a line without an
 * error is one itself.
 */
import { concatenated, each, equals, greaterThan, text } from "../../../modules/workflow/expression.ts";
import type { ExecutionScope } from "../../../modules/workflow/references.ts";
import { lambdaTask, type Steps } from "../../../modules/workflow/steps.ts";
import { workflow } from "../../../modules/workflow/workflow.ts";

interface Input {
  readonly name: string;
  readonly tags: readonly string[];
}

interface Greeting {
  readonly text: string;
  readonly words: number;
  readonly language?: { readonly code: string };
}

const greet = lambdaTask<{ readonly name: string }, Greeting>("greet");
const count = lambdaTask<{ readonly lengths: readonly number[] }, { readonly total: number }>("count");

type Start = Steps<ExecutionScope<Input>, never>;

function afterGreeting(steps: Start) {
  return steps.task("Greet", greet, { input: ({ input }) => ({ name: input.name }), keep: "greeting" });
}

export const wellTyped = workflow<Input>({}, (steps) =>
  afterGreeting(steps)
    .choose("Long", ({ greeting }) => [[greaterThan(greeting.words, 3), (long) => long.succeed("Stop")]])
    .parallel("Both", {
      branches: [
        (one) => one.pass("Code", { output: ({ greeting }) => greeting.language.code }),
        (two) => two.task("Count", count, { input: ({ greeting }) => ({ lengths: [1, greeting.words] }) }),
      ],
      keep: "both",
    })
    .succeed("Done", { output: ({ both }) => ({ code: both[0], total: both[1].total }) }),
);

export const mistyped = {
  aFieldThatTheInputDoesNotHave: (steps: Start) =>
    // @ts-expect-error "nmae" is not in the input
    steps.task("Greet", greet, { input: ({ input }) => ({ name: input.nmae }) }),

  aFieldThatTheResultDoesNotHave: (steps: Start) =>
    // @ts-expect-error "txet" is not in the greeting
    afterGreeting(steps).pass("Note", { output: ({ greeting }) => greeting.txet }),

  aVariableThatNoEarlierStepKeeps: (steps: Start) =>
    // @ts-expect-error nothing keeps "greeting" before
    steps.pass("Note", { output: ({ greeting }) => greeting }),

  aVariableThatOnlyOneBranchKeeps: (steps: Start) =>
    steps
      .choose("Which", ({ input }) => [[equals(input.name, "x"), (x) => afterGreeting(x as Start)]])
      // @ts-expect-error the other way on does not keep it
      .pass("Note", { output: ({ greeting }) => greeting }),

  aVariableThatTheHandlerDoesNotKeep: (steps: Start) =>
    steps
      .attempt({ body: afterGreeting, handler: (handler) => handler.wait("Rest", { seconds: 1 }) })
      // @ts-expect-error the handler does not keep it
      .pass("Note", { output: ({ greeting }) => greeting }),

  theFailureOutsideAHandler: (steps: Start) =>
    // @ts-expect-error there is a failure in a handler only
    steps.pass("Note", { output: ({ failure }) => failure.Error }),

  aMissingFieldOfAFunctionsInput: (steps: Start) =>
    // @ts-expect-error "name" is missing
    steps.task("Greet", greet, { input: () => ({}) }),

  aFieldOfAnotherType: (steps: Start) =>
    // @ts-expect-error a list of texts is not a text
    steps.task("Greet", greet, { input: ({ input }) => ({ name: input.tags }) }),

  anItemOfAnotherType: (steps: Start) =>
    // @ts-expect-error a text is not a number
    afterGreeting(steps).task("Count", count, { input: ({ greeting }) => ({ lengths: [greeting.text] }) }),

  aResultThatNoBranchGives: (steps: Start) =>
    steps
      .parallel("Both", { branches: [(one) => one.pass("One", { output: () => 1 })], keep: "both" })
      // @ts-expect-error there is one branch only
      .pass("Note", { output: ({ both }) => both[1] }),

  anItemOfAListOfAnyLength: (steps: Start) =>
    // @ts-expect-error the list may be empty
    steps.pass("Note", { output: ({ input }) => input.tags[0] }),

  aConditionThatIsNone: (steps: Start) =>
    // @ts-expect-error a text is not a condition
    steps.choose("Which", ({ input }) => [[input.name, (some) => some.succeed("Done")]]),

  aComparisonOfDifferentTypes: (steps: Start) =>
    // @ts-expect-error a text is never a number
    steps.choose("Which", ({ input }) => [[equals(input.name, 1), (some) => some.succeed("Done")]]),

  anOrderOfTexts: (steps: Start) =>
    // @ts-expect-error only numbers have an order here
    steps.choose("Which", ({ input }) => [[greaterThan(input.name, 1), (some) => some.succeed("Done")]]),

  aWaitForAText: (steps: Start) =>
    // @ts-expect-error a text is not a time
    steps.wait("Rest", { seconds: ({ input }) => input.name }),

  aMapOverWhatIsNoList: (steps: Start) =>
    // @ts-expect-error a text is not a list
    steps.map("Each", { items: ({ input }) => input.name, each: (item) => item.succeed("Done") }),

  aListInAText: (steps: Start) =>
    // @ts-expect-error a list has no place in a text
    steps.pass("Note", { output: ({ input }) => text`tags: ${input.tags}` }),

  theFieldOfAListsItemsThatTheyDoNotHave: (steps: Start) =>
    // @ts-expect-error a text has no field "name"
    steps.pass("Note", { output: ({ input }) => each(input.tags, "name") }),

  aTextAmongLists: (steps: Start) =>
    // @ts-expect-error a text is not a list
    steps.pass("Note", { output: ({ input }) => concatenated(input.tags, input.name) }),
};
