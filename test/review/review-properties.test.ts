import assert from "node:assert/strict";
import { GATES } from "../../review/decisions/decision.ts";
import { pageOf } from "../../review/page-of.ts";
import { readPlan } from "../../review/plan/read-plan.ts";
import { reviewJson } from "../../review/review-json.ts";
import { reviewPlans } from "../../review/review-plans.ts";
import { pageTexts } from "./page-texts.ts";
import { randomPlan, seededRandom } from "./random-plan.ts";

const ROUNDS = 300;

/** Calls the check with generated plans; the seed is in the message of what fails. */
function forPlans(check: (text: string, secrets: readonly string[]) => void): void {
  for (let seed = 1; seed <= ROUNDS; seed += 1) {
    const { text, secrets } = randomPlan(seededRandom(seed));
    try {
      check(text, secrets);
    } catch (error) {
      throw new Error(`seed ${seed}: ${(error as Error).message}`, { cause: error });
    }
  }
}

const reviewed = (text: string) => reviewPlans([readPlan(text, "plan.json")]);

describe("the page of any plan", () => {
  it("tells of every change that the plan has", () => {
    forPlans((text) => {
      const found = reviewed(text);
      const words = new Set(pageTexts(pageOf(found, undefined)));
      for (const { address, action, previousAddress } of found.views.flatMap(({ plan }) => plan.changes)) {
        if (action !== "no-op" || previousAddress !== undefined)
          assert.ok(words.has(address), `${address} is missing`);
        if (previousAddress !== undefined)
          assert.ok(words.has(previousAddress), `${previousAddress} is missing`);
      }
    });
  });

  it("gives each change one home", () => {
    forPlans((text) => {
      const { homes, views } = reviewed(text);
      const homed = [...homes.values()].flat().map(({ change }) => change.address);
      const changed = views.flatMap(({ changes }) => changes).map(({ address }) => address);
      assert.deepEqual([...homed].sort(), [...changed].sort());
    });
  });

  it("names no resource that the plan does not change", () => {
    forPlans((text) => {
      const found = reviewed(text);
      const changed = new Set(
        found.views.flatMap(({ plan, changes, drift }) => [
          ...changes.map(({ address }) => address),
          ...plan.changes.flatMap(({ address, previousAddress }) =>
            previousAddress === undefined ? [] : [address, previousAddress],
          ),
          ...drift.map(({ change }) => change.address),
        ]),
      );
      for (const word of pageTexts(pageOf(found, undefined))) {
        if (/^(?:module\..*)?(?:aws_\w+|null_resource)\.n\d+/.test(word))
          assert.ok(changed.has(word), `${word} is not in the plan`);
      }
    });
  });

  it("shows no secret, on the page and as JSON", () => {
    forPlans((text, secrets) => {
      const found = reviewed(text);
      const all = [
        JSON.stringify(pageOf(found, undefined)),
        JSON.stringify(reviewJson(found, new Set(GATES))),
      ].join("\n");
      for (const secret of secrets) assert.ok(!all.includes(secret), `${secret} is shown`);
    });
  });

  it("is the same for the same plan", () => {
    forPlans((text) => {
      assert.deepEqual(pageOf(reviewed(text), undefined), pageOf(reviewed(text), undefined));
    });
  });
});
