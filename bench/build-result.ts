import type { Contender } from "./contenders.ts";
import type { App } from "./generate.ts";
import { median, type Statistic } from "./statistic.ts";

/** `cold`: no output, no cache. `unchanged`: right after it. `changed`: after that, with one handler edited. */
export type BuildCase = "cold" | "unchanged" | "changed";

export interface CaseRun {
  readonly contender: Contender;
  readonly buildCase: BuildCase;
  readonly round: number;
  readonly wallSeconds: number;
  /** Undefined where it cannot be read. */
  readonly peakMb: number | undefined;
  /** The digest of each function's code, by name. */
  readonly digests: ReadonlyMap<string, string>;
}

/** All runs of one contender over one app. */
export interface BuildResult {
  readonly app: App;
  readonly contender: Contender;
  readonly runs: readonly CaseRun[];
  /** All functions' zips together. */
  readonly zipBytes: number;
}

/** Over the rounds; undefined when the case was left out. */
export function wallSecondsOf(
  { runs }: BuildResult,
  buildCase: BuildCase,
  statistic: Statistic = median,
): number | undefined {
  const walls = runs.filter((run) => run.buildCase === buildCase).map(({ wallSeconds }) => wallSeconds);
  return walls.length === 0 ? undefined : statistic(walls);
}

/** The largest over all runs; undefined where it cannot be read. */
export function peakMbOf({ runs }: BuildResult): number | undefined {
  const peaks = runs.flatMap(({ peakMb }) => (peakMb === undefined ? [] : [peakMb]));
  return peaks.length === 0 ? undefined : Math.max(...peaks);
}

/** How many functions' code is not the same in all cold builds; undefined after a single one. */
export function differingArtifactsOf({ runs }: BuildResult): number | undefined {
  const [first, ...others] = runs.filter(({ buildCase }) => buildCase === "cold");
  if (first === undefined || others.length === 0) return undefined;
  return [...first.digests].filter(([name, digest]) =>
    others.some(({ digests }) => digests.get(name) !== digest),
  ).length;
}

/** How many functions' code an edit of one handler altered, at most; undefined when the case was left out. */
export function artifactsChangedByEdit({ runs }: BuildResult): number | undefined {
  const counts = runs
    .filter(({ buildCase }) => buildCase === "changed")
    .map(({ round, digests }) => {
      const before = runs.findLast((run) => run.round === round && run.buildCase !== "changed")?.digests;
      return [...digests].filter(([name, digest]) => before?.get(name) !== digest);
    });
  return counts.length === 0 ? undefined : Math.max(...counts.map(({ length }) => length));
}
