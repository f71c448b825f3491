import assert from "node:assert/strict";
import { compileWorkflow } from "../../../modules/workflow/compile-workflow.ts";
import { Steps } from "../../../modules/workflow/steps.ts";
import { workflow } from "../../../modules/workflow/workflow.ts";

describe("a workflow", () => {
  it("has a comment and a time limit where it was given them", () => {
    const full = workflow({ comment: "Rests", timeoutSeconds: 60 }, (steps) => steps.succeed("Done"));
    assert.deepEqual(compileWorkflow(full, {}), {
      Comment: "Rests",
      QueryLanguage: "JSONata",
      StartAt: "Done",
      TimeoutSeconds: 60,
      States: { Done: { Type: "Succeed" } },
    });
  });

  it("is frozen data that was built without changing what it was built from", () => {
    const none = new Steps<object, never>();
    const one = none.wait("Rest", { seconds: 1 });
    const two = one.succeed("Done");
    assert.deepEqual(
      [none, one, two].map(({ list }) => list.length),
      [0, 1, 2],
    );
    const built = workflow({}, () => two);
    assert.ok(Object.isFrozen(built) && Object.isFrozen(built.steps) && built.steps.every(Object.isFrozen));
    assert.deepEqual(built.steps, [
      { kind: "wait", name: "Rest", seconds: 1 },
      { kind: "succeed", name: "Done" },
    ]);
  });

  it("compiles to the same definition again and again, with different bindings too", () => {
    const tells = workflow({}, (steps) =>
      steps.putEvent("Tell", { bus: "news", source: "s", detailType: "t", detail: () => ({}) }),
    );
    const [here, there, again] = ["arn:here", "arn:there", "arn:here"].map((news) =>
      compileWorkflow(tells, { buses: { news } }),
    );
    assert.deepEqual(again, here);
    assert.equal(JSON.stringify(there), JSON.stringify(here).replace("arn:here", "arn:there"));
  });
});
