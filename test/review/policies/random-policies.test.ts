import assert from "node:assert/strict";
import { comparePolicies } from "../../../review/policies/compare-policies.ts";
import { isAllowed, type PolicyStatement } from "./evaluate-policy.ts";
import { randomStatement, requestsFor, respelled, seeded } from "./random-policies.ts";

/** Hundreds more, which take a minute, found nothing more. */
const ROUNDS = 40;

const policyOf = (statements: readonly PolicyStatement[]) =>
  JSON.parse(JSON.stringify({ Version: "2012-10-17", Statement: statements }));

function forRandomPolicies(
  test: (before: readonly PolicyStatement[], after: readonly PolicyStatement[], seed: number) => void,
): void {
  for (let seed = 1; seed <= ROUNDS; seed += 1) {
    const random = seeded(seed);
    const withPrincipals = seed % 3 === 0;
    const policy = () =>
      Array.from({ length: 1 + Math.floor(random() * 3) }, () => randomStatement(random, withPrincipals));
    const before = policy();
    const kept = before.filter(() => random() < 0.6);
    test(before, [...kept, ...policy().slice(kept.length === 0 ? 0 : 1)], seed);
  }
}

const compare = (before: readonly PolicyStatement[], after: readonly PolicyStatement[]) => {
  const hasPrincipals = [...before, ...after].some(({ Principal }) => Principal !== undefined);
  const kind = hasPrincipals ? "resource" : "identity";
  return comparePolicies(policyOf(before), policyOf(after), { kind, account: "111122223333" });
};

describe("comparePolicies, for random policies", () => {
  it("says that something is gained exactly if a request is allowed that was not, and the same of what is lost", () => {
    forRandomPolicies((before, after, seed) => {
      const { gained, lost, decided, same, alarms } = compare(before, after);
      const requests = requestsFor([...before, ...after]);
      const isGained = requests.some((request) => isAllowed(after, request) && !isAllowed(before, request));
      const isLost = requests.some((request) => isAllowed(before, request) && !isAllowed(after, request));
      const found = { gained: gained.length > 0, lost: lost.length > 0, decided };
      const hint = `seed ${seed}: ${JSON.stringify([before, after, gained, lost])}`;
      assert.deepEqual({ ...found, hint }, { gained: isGained, lost: isLost, decided: true, hint });
      if (isGained) assert.notDeepEqual(alarms, [], hint);
      if (isGained || isLost) assert.equal(same, false, hint);
    });
  });

  it("finds a policy the same as itself in other words", () => {
    forRandomPolicies((policy, _, seed) => {
      const again = respelled(seeded(seed), policy);
      assert.equal(compare(policy, again).same, true, JSON.stringify([policy, again]));
      assert.equal(compare(again, policy).same, true, JSON.stringify([policy, again]));
    });
  });

  it("loses nothing to one more Allow, and gains nothing by one more Deny", () => {
    forRandomPolicies((policy, [other]) => {
      const [allow, deny] = (["Allow", "Deny"] as const).map(
        (Effect) => ({ ...other, Effect }) as PolicyStatement,
      );
      if (allow === undefined || deny === undefined) return;
      assert.deepEqual(compare(policy, [allow, ...policy]).lost, []);
      const { gained, alarms } = compare(policy, [...policy, deny]);
      assert.deepEqual({ gained, alarms }, { gained: [], alarms: [] });
    });
  });
});
