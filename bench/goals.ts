import { differingArtifactsOf, peakMbOf } from "./build-result.ts";
import { type Comparison, compare, ratio } from "./comparison.ts";
import { CALL, CDK_BUNDLED, CDK_EXTERNAL, SYNTH, TERRALOOM } from "./contenders.ts";
import type { BenchResults } from "./results.ts";
import { median, type Statistic } from "./statistic.ts";

/** What a figure must not exceed, or must reach. */
export interface Goal {
  readonly what: string;
  readonly bound: "at most" | "at least";
  readonly limit: number;
  readonly unit: "" | "×" | "MB";
  /** Undefined when what it is made of was not measured. */
  readonly measured: number | undefined;
}

/** Undefined when it was not measured. */
export function holds({ bound, limit, measured }: Goal): boolean | undefined {
  if (measured === undefined) return undefined;
  return bound === "at most" ? measured <= limit : measured >= limit;
}

/** All goals of the build, judged by the largest app that all contenders built. */
export function goalsOf(results: BenchResults, statistic: Statistic = median): readonly Goal[] {
  const shared = compare(results.shared, statistic);
  return [
    ...coldGoals(shared, compare(results.own, statistic)),
    ...repeatedGoals(shared),
    ...growthGoals(shared, compare(results.large, statistic)),
    ...artifactGoals(shared, results),
  ];
}

function coldGoals(shared: Comparison, own: Comparison): readonly Goal[] {
  const terraloom = shared.wallSeconds(TERRALOOM, "cold");
  return [
    atMost(
      0.35,
      "×",
      `cold build and synth of ${shared.handlers}, against (call + synth)`,
      coldRatio(shared),
    ),
    atMost(1.2, "×", "the same where every handler has a set of its own", coldRatio(own)),
    timesFaster(
      15,
      "cold against CDK NodejsFunction, SDK bundled in both",
      ratio(shared.wallSeconds(CDK_BUNDLED, "cold"), terraloom),
    ),
    timesFaster(
      15,
      "cold against CDK NodejsFunction, SDK external in CDK and bundled in Terraloom",
      ratio(shared.wallSeconds(CDK_EXTERNAL, "cold"), terraloom),
    ),
  ];
}

function repeatedGoals(shared: Comparison): readonly Goal[] {
  const unchanged = shared.wallSeconds(TERRALOOM, "unchanged");
  const changed = shared.wallSeconds(TERRALOOM, "changed");
  return [
    atMost(
      1.3,
      "×",
      "nothing changed, against the synth",
      ratio(unchanged, shared.wallSeconds(SYNTH, "unchanged")),
    ),
    timesFaster(
      60,
      "nothing changed, against CDK NodejsFunction, SDK bundled in both",
      ratio(shared.wallSeconds(CDK_BUNDLED, "unchanged"), unchanged),
    ),
    atMost(1.5, "×", "one handler changed, against nothing changed", ratio(changed, unchanged)),
  ];
}

function growthGoals(shared: Comparison, large: Comparison): readonly Goal[] {
  const [small, big] = [shared.of(TERRALOOM), large.of(TERRALOOM)];
  const largestProcess = "peak memory of the largest process";
  return [
    atMost(600, "MB", `${largestProcess}, ${shared.handlers} handlers`, small && peakMbOf(small)),
    atMost(1024, "MB", `${largestProcess}, ${large.handlers ?? "1,000"} handlers`, big && peakMbOf(big)),
    atMost(
      7,
      "×",
      `growth of the cold wall time from ${shared.handlers} to ${large.handlers ?? "1,000"} handlers`,
      ratio(large.wallSeconds(TERRALOOM, "cold"), shared.wallSeconds(TERRALOOM, "cold")),
    ),
  ];
}

function artifactGoals(shared: Comparison, { init }: BenchResults): readonly Goal[] {
  const [terraloom, cdk] = [shared.of(TERRALOOM), shared.of(CDK_BUNDLED)];
  return [
    atMost(
      0,
      "",
      "zips that differ between cold builds after a touch (the other settings: test/packaging)",
      terraloom && differingArtifactsOf(terraloom),
    ),
    atMost(
      0.6,
      "×",
      "summed zip size against CDK's default bundling with the SDK included",
      ratio(terraloom?.zipBytes, cdk?.zipBytes),
    ),
    atMost(
      0.7,
      "×",
      "init time against CDK's bundle with the SDK included",
      ratio(init?.initMs.get(TERRALOOM), init?.initMs.get(CDK_BUNDLED)),
    ),
  ];
}

/** Terraloom builds and synthesizes; of the baseline one does the one and one the other. */
function coldRatio(comparison: Comparison): number | undefined {
  const call = comparison.wallSeconds(CALL, "cold");
  const synth = comparison.wallSeconds(SYNTH, "cold");
  const baseline = call === undefined || synth === undefined ? undefined : call + synth;
  return ratio(comparison.wallSeconds(TERRALOOM, "cold"), baseline);
}

function atMost(limit: number, unit: Goal["unit"], what: string, measured: number | undefined): Goal {
  return { what, bound: "at most", limit, unit, measured };
}

function timesFaster(limit: number, what: string, measured: number | undefined): Goal {
  return { what: `times faster: ${what}`, bound: "at least", limit, unit: "×", measured };
}
