import assert from "node:assert/strict";
import { join } from "node:path";
import { renderMarkdown } from "../../review/page/render-markdown.ts";
import { pageOf } from "../../review/page-of.ts";
import { readPlan } from "../../review/plan/read-plan.ts";
import { reviewPlans } from "../../review/review-plans.ts";
import { recordRatios } from "../history.ts";
import { BENCH_FOLDER } from "../places.ts";
import { median } from "../statistic.ts";
import { largePlan } from "./large-plan.ts";

const RESOURCES = 10_000;
const ROUNDS = 5;

const text = largePlan(RESOURCES);

function milliseconds(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function review(): void {
  const page = renderMarkdown(pageOf(reviewPlans([readPlan(text, "plan.json")]), undefined));
  assert.ok(page.length > 1000 && page.length <= 65_536);
}

const parses: number[] = [];
const reviews: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  parses.push(milliseconds(() => JSON.parse(text)));
  reviews.push(milliseconds(review));
}
const [parse, whole] = [median(parses), median(reviews)];
const allowed = 3 * parse + 2000;
console.log(
  `${(text.length / 1e6).toFixed(0)} MB, ${RESOURCES} resources: JSON.parse ${parse.toFixed(0)} ms, review ${whole.toFixed(0)} ms`,
);
console.log(`of three times JSON.parse and 2 s: ${(whole / allowed).toFixed(2)} (goal: at most 1)`);
console.log(
  `largest resident size: ${(process.resourceUsage().maxRSS / 1e3).toFixed(0)} MB, with the text and all rounds (goal: at most 1,000)`,
);
recordRatios(join(BENCH_FOLDER, "review", "history.json"), { "review of what is allowed": whole / allowed });
