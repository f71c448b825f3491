import { UserError } from "../reporting/user-error.ts";

const DEFAULT_MEGABYTES = 1024;

/**
 * How many bytes the cache may have after a build: `TERRALOOM_CACHE_MAX_MB` mebibytes. Default: 1024.
 *
 * @throws UserError when the variable is no whole number.
 */
export function cacheBound(env: NodeJS.ProcessEnv): number {
  const text = env.TERRALOOM_CACHE_MAX_MB || String(DEFAULT_MEGABYTES);
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1024 * 1024;
  throw new UserError({
    at: "TERRALOOM_CACHE_MAX_MB",
    expected: "a whole number of megabytes",
    found: JSON.stringify(text),
    advice: `Correct the variable, or remove it for the default of ${DEFAULT_MEGABYTES}.`,
  });
}
