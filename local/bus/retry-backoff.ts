/**
 * How long EventBridge waits before a retry, in milliseconds: one second, doubled each time up to 512. AWS documents an
 * exponential back-off alone; with these the 185 retries of the default policy fill its 24 hours. Without jitter, so
 * that a run can be repeated.
 */
export function retryBackoffMs(retriesBefore: number): number {
  return 1000 * 2 ** Math.min(retriesBefore, 9);
}
