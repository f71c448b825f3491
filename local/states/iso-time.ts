let latest = { ms: 0, text: new Date(0).toISOString() };

/** A moment as the context object has it: `2026-01-01T00:00:00.000Z`. Many states are entered in the same millisecond. */
export function isoTime(ms: number): string {
  if (ms !== latest.ms) latest = { ms, text: new Date(ms).toISOString() };
  return latest.text;
}
