import assert from "node:assert/strict";
import { seededRandom } from "../../../local/states/seeded-random.ts";
import { compareMachines } from "../../../review/machines/compare-machines.ts";
import type { Diagram, Mark } from "../../../review/page/document.ts";
import type { JsonObject } from "../../../review/plan/json.ts";
import { mapStates, pick, type Random, randomMachine, respelled } from "./random-machine.ts";

/** What can be done to a state so that it does something else, with all its ways as before. */
const CHANGES: readonly ((state: JsonObject) => JsonObject)[] = [
  (state) => ({ ...state, TimeoutSeconds: 7 }),
  (state) => ({ ...state, OutputPath: "$.other" }),
  (state) => ({ ...state, Assign: { "x.$": "$.x" } }),
  (state) => ({ ...state, Resource: "arn:aws:lambda:eu-west-1:111122223333:function:other:3" }),
  (state) => ({ ...state, Retry: [{ ErrorEquals: ["New"], MaxAttempts: 1 }] }),
];

/** Runs a check for many machines; a failure names the seed. */
function forMachines(count: number, check: (machine: JsonObject, random: Random) => void): void {
  for (let seed = 1; seed <= count; seed += 1) {
    const random = seededRandom(seed);
    const machine = randomMachine(random);
    try {
      check(machine, random);
    } catch (error) {
      throw new Error(`seed ${seed}: ${JSON.stringify(machine)}`, { cause: error });
    }
  }
}

/** Some of the states changed, with their paths. */
function changeSome(machine: JsonObject, random: Random) {
  const paths = new Set<string>();
  const after = mapStates(machine, (state, path) => {
    if (random() < 0.7) return state;
    paths.add(path);
    return pick(random, CHANGES)(state);
  });
  return { after, paths };
}

/** Some of the states of the outermost machine led elsewhere, and some taken away. */
function rewire(machine: JsonObject, random: Random): JsonObject {
  const states = Object.entries(machine.States as Readonly<Record<string, JsonObject>>);
  const names = states.map(([name]) => name);
  const kept = states.filter((_, index) => index === 0 || random() < 0.8);
  const moved = kept.map(([name, state]): [string, JsonObject] => [
    random() < 0.2 ? `${name}x` : name,
    state.Next !== undefined && random() < 0.3 ? { ...state, Next: pick(random, names) } : state,
  ]);
  return { ...machine, States: Object.fromEntries(moved) };
}

const countsIn = ({ nodes }: Diagram) => {
  const states = nodes.filter(({ shape }) => shape === "state" || shape === "choice");
  const count = (mark: Mark): number => states.filter((node) => node.mark === mark).length;
  return {
    added: count("added"),
    removed: count("removed"),
    changed: count("changed"),
    rerouted: count("rerouted"),
  };
};

describe("compareMachines, for machines of all kinds", () => {
  it("takes a machine for the same however it is written", () => {
    forMachines(150, (machine, random) => {
      const comparison = compareMachines(machine, respelled(machine, random));
      assert.deepEqual(comparison.changes, []);
      assert.equal(comparison.same, true);
      assert.ok(comparison.diagram.edges.every(({ mark }) => mark === "same"));
    });
  });

  it("names every state that differs, and no other", () => {
    forMachines(150, (machine, random) => {
      const { after, paths } = changeSome(machine, random);
      const { changes, same } = compareMachines(machine, respelled(after, random));
      assert.deepEqual(new Set(changes.map(({ state }) => state)), paths);
      assert.equal(same, paths.size === 0);
    });
  });

  it("counts what the diagram marks, and names each of it", () => {
    forMachines(150, (machine, random) => {
      const after = rewire(changeSome(machine, random).after, random);
      const { changes, counts, diagram } = compareMachines(machine, after);
      if (diagram.nodes.some(({ label }) => label.startsWith("…"))) return;
      assert.deepEqual(counts, countsIn(diagram));
      const named = new Set(changes.map(({ state }) => state).filter((state) => state !== ""));
      assert.equal(named.size, counts.added + counts.removed + counts.changed + counts.rerouted);
    });
  });

  it("finds added in one direction what it finds removed in the other", () => {
    forMachines(100, (machine, random) => {
      const after = rewire(changeSome(machine, random).after, random);
      const there = compareMachines(machine, after).counts;
      const back = compareMachines(after, machine).counts;
      assert.deepEqual([back.added, back.removed], [there.removed, there.added]);
    });
  });

  it("draws ways between nodes that are there, in groups that are there", () => {
    forMachines(100, (machine, random) => {
      const large = { ...machine, States: { ...(machine.States as JsonObject), ...rest(random) } };
      for (const before of [machine, large]) {
        const { diagram } = compareMachines(before, rewire(large, random));
        const nodes = new Set(diagram.nodes.map(({ id }) => id));
        const groups = new Set(diagram.groups.map(({ id }) => id));
        assert.equal(nodes.size, diagram.nodes.length);
        assert.equal(groups.size, diagram.groups.length);
        assert.ok(diagram.edges.every(({ from, to }) => nodes.has(from) && nodes.has(to)));
        const homes = [...diagram.nodes, ...diagram.groups].flatMap(({ group }) => group ?? []);
        assert.ok(homes.every((group) => groups.has(group)));
      }
    });
  });
});

/** Seventy states that lead to one another anyhow. */
function rest(random: Random): JsonObject {
  const names = Array.from({ length: 70 }, (_, index) => `R${index}`);
  return Object.fromEntries(names.map((name) => [name, { Type: "Pass", Next: pick(random, names) }]));
}
