import assert from "node:assert/strict";
import { compareMachines } from "../../../review/machines/compare-machines.ts";
import { summaryOfMachine } from "../../../review/machines/summary-of-machine.ts";
import type { Json } from "../../../review/plan/json.ts";

/** As a masked secret is: an object that says nothing but that it is one. */
function secret(value: number): Json {
  const mask = Object.defineProperty({ secret: value }, "toJSON", { value: () => "(secret)" });
  return Object.freeze(mask) as unknown as Json;
}

const one = (state: Json): Json => ({ StartAt: "A", States: { A: state } });

const BROKEN: readonly (Json | undefined)[] = [
  undefined,
  null,
  1,
  "text",
  [],
  {},
  { States: null },
  { States: [] },
  { StartAt: {}, States: { A: null } },
  one([]),
  one({
    Type: 1,
    Next: 5,
    Choices: {},
    Retry: [1],
    Catch: "x",
    Branches: [1, null],
    Resource: {},
    Default: [],
  }),
  one({ Type: "Map", Iterator: 5, ItemProcessor: [], Resource: 5, Parameters: 5, TimeoutSeconds: {} }),
  one({ Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Parameters: { FunctionName: { a: 1 } } }),
  one({ Type: "Task", Retry: [{ ErrorEquals: 5 }], Catch: [{}, { ErrorEquals: [1] }] }),
  one({
    Type: "Choice",
    Choices: [null, { And: 5 }, { Or: [] }, { Not: null }, { And: [1, null] }],
    Default: null,
  }),
  one({
    Type: "Choice",
    Choices: [{ And: [1, null] }, { Condition: 5 }, { Or: [] }, { Not: null }],
    Next: "A",
  }),
  one({ Type: "Nothing known", Next: "A" }),
  JSON.parse(
    '{"StartAt":"__proto__","States":{"__proto__":{"Type":"constructor","Next":"toString","__proto__":1}}}',
  ),
];

describe("compareMachines, of what is no good definition", () => {
  it("does not throw, and finds each the same as itself only", () => {
    BROKEN.forEach((before, row) => {
      BROKEN.forEach((after, column) => {
        const { same } = compareMachines(before, after);
        assert.equal(same, row === column, `${JSON.stringify(before)} and ${JSON.stringify(after)}`);
      });
      assert.ok(before === undefined || summaryOfMachine(before).length <= 2);
    });
  });

  it("takes state names that objects have by themselves for names", () => {
    const machine = (path: string): Json =>
      JSON.parse(`{"StartAt":"__proto__","States":{"__proto__":{"Type":"Pass","InputPath":"${path}","Next":"constructor"},
        "constructor":{"Type":"Pass","Parameters":{"__proto__":"${path}"},"End":true}}}`);
    assert.deepEqual(
      compareMachines(machine("$.a"), machine("$.b")).changes.map(({ text }) => text),
      ["__proto__: InputPath $.a → $.b", "constructor: Parameters: __proto__ $.a → $.b"],
    );
  });

  it("says that a secret differs, and not how", () => {
    const machine = (token: number) =>
      one({ Type: "Pass", Parameters: { token: secret(token), size: 1 }, End: true });
    assert.equal(compareMachines(machine(1), machine(1)).same, true);
    assert.deepEqual(
      compareMachines(machine(1), machine(2)).changes.map(({ text }) => text),
      ["A: Parameters: token (secret) → another (secret)"],
    );
  });

  it("shows a function that only apply knows", () => {
    const machine = (name: string) =>
      one({
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        Parameters: { FunctionName: name },
        End: true,
      });
    assert.deepEqual(
      compareMachines(machine("crop:live"), machine("(known after apply)")).changes.map(({ text }) => text),
      ["A: calls (known after apply) (was crop:live)"],
    );
  });

  it("says that it does not look into a definition which is not known", () => {
    assert.deepEqual(compareMachines(one({ Type: "Succeed" }), "(known after apply)"), {
      same: false,
      changes: [
        {
          kind: "changed",
          state: "",
          text: "Not compared state by state: a definition is (known after apply)",
        },
      ],
      counts: { added: 0, removed: 0, changed: 0, rerouted: 0 },
      diagram: { nodes: [], edges: [], groups: [] },
    });
  });

  it("looks into nothing that is nested deeper than Step Functions takes", () => {
    const deep = (levels: number): Json =>
      JSON.parse(`{"States":${"[".repeat(levels)}${"]".repeat(levels)}}`);
    assert.equal(compareMachines(deep(100_000), deep(100_000)).same, true);
    assert.deepEqual(
      compareMachines(deep(100_000), deep(100_001)).changes.map(({ text }) => text),
      [
        "Not compared state by state: a definition is nested deeper than 1,000 levels, which Step Functions refuses",
      ],
    );
  });

  it("follows circles and finds one change among ten thousand states", () => {
    const machine = (changed: number): Json => {
      const states = Array.from({ length: 10_000 }, (_, index) => [
        `S${index}`,
        { Type: "Wait", Seconds: index === changed ? 2 : 1, Next: `S${(index + 1) % 10_000}` },
      ]);
      return { StartAt: "S0", States: Object.fromEntries(states) };
    };
    const { changes, diagram } = compareMachines(machine(-1), machine(5000));
    assert.deepEqual(changes, [{ kind: "changed", state: "S5000", text: "S5000: Seconds 1 → 2" }]);
    assert.equal(diagram.nodes.length, 8);
  });

  it("keeps every line short, in one line and whole characters", () => {
    const machine = (end: string): Json =>
      one({ Type: "Pass", Result: { [`${"k".repeat(500)}\n`]: `${"🐈".repeat(300)}\n${end}` }, End: true });
    const [change] = compareMachines(machine("a"), machine("b")).changes;
    assert.equal(
      change?.text,
      `A: Result: ${"k".repeat(79)}… …${"🐈".repeat(7)}\\na" → …${"🐈".repeat(7)}\\nb"`,
    );
  });
});
