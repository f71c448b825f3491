import assert from "node:assert/strict";
import { homeOf } from "../../../review/changes/home.ts";
import { viewPlan } from "../../../review/changes/plan-view.ts";
import { smallPlan } from "../small-plan.ts";

const home = (address: string, actions: readonly string[]) => {
  const view = viewPlan(smallPlan([{ address, actions, before: {}, after: {} }]));
  return view.changes.map((change) => homeOf(change, view));
};

describe("homeOf", () => {
  it("is where it is decided for what is lost, and elsewhere for what is made anew at every change", () => {
    assert.deepEqual(home("aws_api_gateway_deployment.d", ["delete"]), ["decisions"]);
    assert.deepEqual(home("aws_api_gateway_deployment.d", ["create", "delete"]), ["rest"]);
    assert.deepEqual(home("null_resource.n", ["delete", "create"]), ["rest"]);
  });
});
