import { type BuildCase, type BuildResult, wallSecondsOf } from "./build-result.ts";
import type { Contender } from "./contenders.ts";
import { median, type Statistic } from "./statistic.ts";

/** What the contenders made of one app. */
export interface Comparison {
  /** The app's size; undefined when none was built. */
  readonly handlers: number | undefined;
  of(contender: Contender): BuildResult | undefined;
  /** Over the rounds; undefined when it was not measured. */
  wallSeconds(contender: Contender, buildCase: BuildCase): number | undefined;
}

/** Of the largest app among the results. */
export function compare(results: readonly BuildResult[], statistic: Statistic = median): Comparison {
  const handlers = results.length === 0 ? undefined : Math.max(...results.map(sizeOf));
  const largest = results.filter((result) => sizeOf(result) === handlers);
  const of = (contender: Contender) => largest.find((result) => result.contender === contender);
  return {
    handlers,
    of,
    wallSeconds(contender, buildCase) {
      const result = of(contender);
      return result && wallSecondsOf(result, buildCase, statistic);
    },
  };
}

/** Undefined when either was not measured. */
export function ratio(dividend: number | undefined, divisor: number | undefined): number | undefined {
  return dividend === undefined || divisor === undefined ? undefined : dividend / divisor;
}

function sizeOf({ app }: BuildResult): number {
  return app.handlers.length;
}
