import type { JsonObject } from "./json-value.ts";

/** How often a retrier retries: `MaxAttempts`, 3 where it says nothing. */
export function mostAttempts(retrier: JsonObject): number {
  return numberOr(retrier.MaxAttempts, 3);
}

/**
 * The wait in milliseconds before a retry; `attempt` counts from 1. `IntervalSeconds` (1) times `BackoffRate` (2) for each
 * attempt before, at most `MaxDelaySeconds`; with `JitterStrategy` FULL a random part of that.
 *
 * Follows "Handling errors in Step Functions workflows", "Retrying after an error".
 */
export function retryDelayMs(retrier: JsonObject, attempt: number, random: () => number): number {
  const intervalSeconds = numberOr(retrier.IntervalSeconds, 1);
  const growth = numberOr(retrier.BackoffRate, 2) ** (attempt - 1);
  const seconds = Math.min(
    intervalSeconds * growth,
    numberOr(retrier.MaxDelaySeconds, Number.POSITIVE_INFINITY),
  );
  return seconds * 1000 * (retrier.JitterStrategy === "FULL" ? random() : 1);
}

function numberOr(value: unknown, fallback: number): number {
  return typeof value === "number" ? value : fallback;
}
