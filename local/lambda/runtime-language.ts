/** A language that functions can be run in here. */
export type RuntimeLanguage = "nodejs" | "python";

/** The language of one of Lambda's runtimes, `python3.13`; undefined where this machine cannot run it. */
export function runtimeLanguage(runtime: string): RuntimeLanguage | undefined {
  if (/^nodejs\d/.test(runtime)) return "nodejs";
  return /^python3\.\d+$/.test(runtime) ? "python" : undefined;
}
