import assert from "node:assert/strict";
import { compareMachines } from "../../../review/machines/compare-machines.ts";
import type { Diagram } from "../../../review/page/document.ts";
import type { Json, JsonObject } from "../../../review/plan/json.ts";

/** Nodes as `label shape mark`, edges as `from → to mark: label`, groups as `label mark`. */
function drawn({ nodes, edges, groups }: Diagram) {
  const labels = new Map(nodes.map(({ id, label }) => [id, label]));
  const groupLabels = new Map(groups.map(({ id, label }) => [id, label]));
  const inside = (group: string | undefined): string =>
    group === undefined ? "" : ` in ${groupLabels.get(group)}`;
  return {
    nodes: nodes.map(({ label, shape, mark, group }) => `${label} ${shape} ${mark}${inside(group)}`),
    edges: edges.map(
      ({ from, to, mark, label }) => `${labels.get(from)} → ${labels.get(to)} ${mark}: ${label}`,
    ),
    groups: groups.map(({ label, mark, group }) => `${label} ${mark}${inside(group)}`),
  };
}

const draw = (before: Json | undefined, after: Json | undefined) =>
  drawn(compareMachines(before, after).diagram);

const task = (fields: JsonObject): JsonObject => ({
  Type: "Task",
  Resource: "arn:aws:lambda:eu-west-1:1:function:f",
  ...fields,
});

/** States in a row, `S1` to `S<count>`. */
function chain(count: number, changed: Readonly<Record<string, JsonObject>> = {}): JsonObject {
  const states = Array.from({ length: count }, (_, index): [string, JsonObject] => {
    const name = `S${index + 1}`;
    const way: JsonObject = index + 1 === count ? { End: true } : { Next: `S${index + 2}` };
    return [name, task({ ...way, ...changed[name] })];
  });
  return { StartAt: "S1", States: Object.fromEntries(states) };
}

describe("the diagram of two machines", () => {
  it("has the states and ways of both sides", () => {
    const before = {
      StartAt: "Check",
      States: {
        Check: {
          Type: "Choice",
          Choices: [{ Variable: "$.n", NumericLessThan: 5, Next: "Crop" }],
          Default: "Refuse",
        },
        Crop: task({ Catch: [{ ErrorEquals: ["States.ALL"], Next: "Refuse" }], End: true }),
        Refuse: { Type: "Fail" },
      },
    };
    const after = {
      StartAt: "Check",
      States: {
        Check: {
          Type: "Choice",
          Choices: [{ Variable: "$.n", NumericLessThan: 5, Next: "Audit" }],
          Default: "Refuse",
        },
        Audit: { Type: "Pass", Next: "Crop" },
        Crop: task({ End: true }),
        Refuse: { Type: "Fail" },
      },
    };
    assert.deepEqual(draw(before, after), {
      nodes: [
        "Start start same",
        "Check choice rerouted",
        "Audit state added",
        "Crop state changed",
        "Refuse state same",
        "End end same",
      ],
      edges: [
        "Check → Audit added: $.n < 5",
        "Check → Refuse same: default",
        "Check → Crop removed: $.n < 5",
        "Audit → Crop added: ",
        "Crop → End same: ",
        "Crop → Refuse removed: catch States.ALL",
        "Refuse → End same: ",
        "Start → Check same: ",
      ],
      groups: [],
    });
  });

  it("has a group for each branch and each processor, within one another", () => {
    const inner = (timeout: number) => ({
      StartAt: "Photos",
      States: {
        Photos: {
          Type: "Map",
          ItemProcessor: { StartAt: "Crop", States: { Crop: task({ TimeoutSeconds: timeout, End: true }) } },
          End: true,
        },
      },
    });
    const machine = (timeout: number, ...more: readonly JsonObject[]): JsonObject => ({
      StartAt: "Improve",
      States: { Improve: { Type: "Parallel", Branches: [inner(timeout), ...more], End: true } },
    });
    const label = { StartAt: "Label", States: { Label: { Type: "Pass", End: true } } };
    assert.deepEqual(draw(machine(5), machine(6, label)), {
      nodes: [
        "Start start same",
        "Improve state changed",
        "Photos state same in Improve: branch 1",
        "Crop state changed in Photos: each item",
        "Label state added in Improve: branch 2",
        "End end same",
      ],
      edges: [
        "Photos → Crop same: each item",
        "Improve → Photos same: branch 1",
        "Improve → Label added: branch 2",
        "Improve → End same: ",
        "Start → Improve same: ",
      ],
      groups: [
        "Improve: branch 1 changed",
        "Photos: each item changed in Improve: branch 1",
        "Improve: branch 2 added",
      ],
    });
  });

  it("shows the name before, and another start", () => {
    const before = { StartAt: "A", States: { A: task({ Next: "B" }), B: { Type: "Succeed" } } };
    const after = { StartAt: "B", States: { C: task({ Next: "B" }), B: { Type: "Succeed" } } };
    assert.deepEqual(draw(before, after), {
      nodes: ["Start start rerouted", "C (was A) state changed", "B state same", "End end same"],
      edges: ["C (was A) → B same: ", "B → End same: ", "Start → B added: ", "Start → C (was A) removed: "],
      groups: [],
    });
  });

  it("tells two conditions apart that are cut to the same label", () => {
    const machine = (end: string): JsonObject => ({
      StartAt: "A",
      States: { A: { Type: "Choice", Choices: [{ Condition: `{% ${"x".repeat(80)}${end} %}`, Next: "A" }] } },
    });
    assert.deepEqual(
      compareMachines(machine("1"), machine("2")).diagram.edges.map(({ mark }) => mark),
      ["added", "removed", "same"],
    );
  });

  it("is the whole machine up to 60 nodes", () => {
    assert.equal(compareMachines(chain(58), chain(58)).diagram.nodes.length, 60);
    assert.deepEqual(draw(chain(59), chain(59)).nodes, [
      "Start start same",
      "… 59 states state same",
      "End end same",
    ]);
  });

  it("keeps of a large machine what is within two steps of a change", () => {
    assert.deepEqual(draw(chain(100), chain(100, { S50: { TimeoutSeconds: 5 } })), {
      nodes: [
        "Start start same",
        "… 47 states state same",
        "S48 state same",
        "S49 state same",
        "S50 state changed",
        "S51 state same",
        "S52 state same",
        "… 48 states state same",
        "End end same",
      ],
      edges: [
        "… 47 states → S48 same: ",
        "S48 → S49 same: ",
        "S49 → S50 same: ",
        "S50 → S51 same: ",
        "S51 → S52 same: ",
        "S52 → … 48 states same: ",
        "… 48 states → End same: ",
        "Start → … 47 states same: ",
      ],
      groups: [],
    });
  });

  it("is not spread over a large machine by a state that catches everything", () => {
    const Catch = [{ ErrorEquals: ["States.ALL"], Next: "Failed" }];
    const machine = (timeout: number): JsonObject => {
      const changes = Object.fromEntries(
        Array.from({ length: 100 }, (_, index) => [`S${index + 1}`, { Catch } as JsonObject]),
      );
      const { States, StartAt = "" } = chain(100, { ...changes, S50: { Catch, TimeoutSeconds: timeout } });
      return { StartAt, States: { ...(States as JsonObject), Failed: { Type: "Fail" } } };
    };
    assert.deepEqual(draw(machine(5), machine(6)).nodes, [
      "Start start same",
      "… 47 states state same",
      "S48 state same",
      "S49 state same",
      "S50 state changed",
      "S51 state same",
      "S52 state same",
      "… 48 states state same",
      "Failed state same",
      "End end same",
    ]);
  });

  it("folds the branches of a state that is far from any change into it", () => {
    const branch = (name: string): JsonObject => ({
      StartAt: name,
      States: { [name]: { Type: "Pass", End: true } },
    });
    const far = { S10: { Type: "Parallel", Branches: [branch("P"), branch("Q")] } };
    const { nodes, groups } = draw(chain(70, far), chain(70, { ...far, S70: { TimeoutSeconds: 5 } }));
    assert.deepEqual(nodes, [
      "Start start same",
      "… 69 states state same",
      "S68 state same",
      "S69 state same",
      "S70 state changed",
      "End end same",
    ]);
    assert.deepEqual(groups, []);
  });
});
