/**
 * How long EventBridge waits before a retry, in milliseconds: one second, doubled each time up to 512. AWS documents an
 * exponential back-off and no numbers; with these the 24 hours of the default policy take about its 185 retries. Without
 * jitter, so that a run can be repeated.
 */
export function retryBackoffMs(retriesBefore: number): number {
  return 1000 * 2 ** Math.min(retriesBefore, 9);
}
