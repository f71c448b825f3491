import assert from "node:assert/strict";
import { compareMachines } from "../../../review/machines/compare-machines.ts";
import type { JsonObject } from "../../../review/plan/json.ts";

const task = (name: string, fields: JsonObject = {}): JsonObject => ({
  StartAt: name,
  States: {
    [name]: { Type: "Task", Resource: `arn:aws:lambda:eu-west-1:1:function:${name}`, End: true, ...fields },
  },
});

const parallel = (...branches: readonly JsonObject[]): JsonObject => ({
  StartAt: "Improve",
  States: { Improve: { Type: "Parallel", Branches: branches, End: true } },
});

const map = (fields: JsonObject): JsonObject => ({
  StartAt: "Photos",
  States: { Photos: { Type: "Map", End: true, ...fields } },
});

const said = (before: JsonObject, after: JsonObject): readonly string[] =>
  compareMachines(before, after).changes.map(({ state, text }) => `${state} | ${text}`);

describe("compareMachines, of machines inside", () => {
  it("names a state by all states around it", () => {
    assert.deepEqual(said(parallel(task("Crop")), parallel(task("Crop", { TimeoutSeconds: 5 }))), [
      "Improve / Crop | Timeout of Crop added: 5 s",
    ]);
  });

  it("finds the branches that belong together when one is put before them", () => {
    assert.deepEqual(
      said(parallel(task("Crop"), task("Filter")), parallel(task("Label"), task("Crop"), task("Filter"))),
      ["Improve | Improve: 2 → 3 branches", "Improve / Label | Label added: Task, calls Label, then ends"],
    );
  });

  it("says that branches come in another order", () => {
    assert.deepEqual(said(parallel(task("Crop"), task("Filter")), parallel(task("Filter"), task("Crop"))), [
      "Improve | Improve: branches, and so their results, in another order",
    ]);
  });

  it("says that a branch is gone, and what it called", () => {
    assert.deepEqual(said(parallel(task("Crop"), task("Filter")), parallel(task("Filter"))), [
      "Improve / Crop | Crop removed: called Crop",
      "Improve | Improve: 2 → 1 branch",
    ]);
  });

  it("says where a branch starts now", () => {
    const branch = {
      StartAt: "A",
      States: { A: { Type: "Pass", Next: "B" }, B: { Type: "Pass", End: true } },
    };
    assert.deepEqual(said(parallel(branch), parallel({ ...branch, StartAt: "B" })), [
      "Improve / A | A can not be reached any more",
      "Improve | Improve: branch 1 starts at B (was A)",
    ]);
  });

  it("takes Iterator and an inline ItemProcessor, and Parameters and ItemSelector, for the same", () => {
    const selector = { "photo.$": "$$.Map.Item.Value" };
    const old = map({ Iterator: task("Crop"), Parameters: selector, MaxConcurrency: 0 });
    const now = map({
      ItemProcessor: { ProcessorConfig: { Mode: "INLINE" }, ...task("Crop") },
      ItemSelector: selector,
    });
    assert.equal(compareMachines(old, now).same, true);
  });

  it("says what changes of a distributed Map", () => {
    const config = { Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" };
    const old = map({
      ItemProcessor: { ProcessorConfig: config, ...task("Crop") },
      ItemReader: {
        Resource: "arn:aws:states:::s3:getObject",
        ReaderConfig: { InputType: "CSV", MaxItems: 10 },
      },
      ItemBatcher: { MaxItemsPerBatch: 10 },
      MaxConcurrency: 5,
    });
    const now = map({
      ItemProcessor: { ProcessorConfig: { ...config, ExecutionType: "STANDARD" }, ...task("Crop") },
      ItemReader: {
        Resource: "arn:aws:states:::s3:getObject",
        ReaderConfig: { InputType: "JSON", MaxItems: 10 },
      },
      ItemBatcher: { MaxItemsPerBatch: 50 },
      ToleratedFailurePercentage: 5,
      ResultWriter: { Parameters: { Bucket: "results" } },
    });
    assert.deepEqual(said(old, now), [
      "Photos | Photos: items at once 5 → unlimited",
      'Photos | Photos: ItemReader: ReaderConfig.InputType "CSV" → "JSON"',
      "Photos | Photos: ItemBatcher: MaxItemsPerBatch 10 → 50",
      "Photos | Photos: ToleratedFailurePercentage 0 → 5",
      'Photos | Photos: ResultWriter added ({"Parameters":{"Bucket":"results"}})',
      'Photos | Photos: ProcessorConfig: ExecutionType "EXPRESS" → "STANDARD"',
    ]);
  });

  it("says that a state moves into a branch or out of it, and what changes of it", () => {
    const alone = task("Crop");
    const inside = parallel(task("Crop"), task("Filter"));
    assert.deepEqual(said(alone, inside), [
      " | Starts at Improve (was Crop)",
      "Crop | Crop moves into Improve",
      "Improve | Improve added: Parallel, in parallel from Crop and Filter, then ends",
      "Improve / Crop | Crop comes into Improve, unchanged",
      "Improve / Filter | Filter added: Task, calls Filter, then ends",
    ]);
    assert.deepEqual(said(inside, task("Crop", { TimeoutSeconds: 5 })), [
      "Improve | Improve removed",
      "Improve / Filter | Filter removed: called Filter",
      " | Starts at Crop (was Improve)",
      "Improve / Crop | Crop moves out of Improve",
      "Crop | Crop comes out of Improve",
      "Crop | Timeout of Crop added: 5 s",
    ]);
  });

  it("names all that comes with a new state, and what goes with one that is gone", () => {
    const small = { StartAt: "End", States: { End: { Type: "Succeed" } } };
    const large = {
      StartAt: "Photos",
      States: { Photos: { Type: "Map", ItemProcessor: task("Crop"), Next: "End" }, ...small.States },
    };
    assert.deepEqual(said(small, large), [
      " | Starts at Photos (was End)",
      "Photos | Photos added: Map, each item from Crop, then End",
      "Photos / Crop | Crop added: Task, calls Crop, then ends",
    ]);
    assert.deepEqual(said(large, small), [
      "Photos | Photos removed",
      "Photos / Crop | Crop removed: called Crop",
      " | Starts at End (was Photos)",
    ]);
  });
});
