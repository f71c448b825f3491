const TIMES = new Set(["StartDate", "StopDate", "Timestamp"]);

/**
 * Times that an API gives in seconds since 1970, as tasks see them: in milliseconds where the integration is optimized,
 * else in ISO 8601.
 */
export function readableTimes(value: unknown, form: "iso" | "milliseconds"): unknown {
  if (Array.isArray(value)) return value.map((item) => readableTimes(item, form));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, field]) => {
    if (!TIMES.has(name) || typeof field !== "number") return [name, readableTimes(field, form)];
    const ms = Math.round(field * 1000);
    return [name, form === "iso" ? new Date(ms).toISOString() : ms];
  });
  return Object.fromEntries(entries);
}
