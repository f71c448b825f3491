import { readFileSync } from "node:fs";
import type { Plan } from "../../review/plan/plan.ts";
import { readPlan } from "../../review/plan/read-plan.ts";

/** One of the plans in test/fixtures/plans, as a text. */
export const fixtureText = (name: string): string =>
  readFileSync(new URL(`../fixtures/plans/${name}.json`, import.meta.url), "utf8");

export const fixturePlan = (name: string): Plan => readPlan(fixtureText(name), `${name}.json`);
