import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { UserError } from "../reporting/user-error.ts";
import { runGroup } from "./run-group.ts";

/** Where the synth writes to, relative to the working directory, unless `CDKTF_OUTDIR` says otherwise. */
export function synthFolder(env: NodeJS.ProcessEnv): string {
  return env.CDKTF_OUTDIR ?? "cdktf.out";
}

/**
 * Runs the app's own synth, the command `app` in `cdktf.json`, with its output going to the terminal.
 *
 * @returns whether it succeeded; if not, it has said why
 * @throws UserError when there is no `cdktf.json` with an `app`
 */
export async function synthesizeApp(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<boolean> {
  const command = readAppCommand();
  const path = [join(process.cwd(), "node_modules", ".bin"), env.PATH].join(delimiter);
  // Its standard output is no result of this command.
  const code = await runGroup(
    command,
    { stdio: ["ignore", 2, "inherit"], env: { ...env, PATH: path } },
    signal,
  );
  return code === 0 && !signal.aborted;
}

function readAppCommand(): string {
  let found = "no such file";
  try {
    const settings = JSON.parse(readFileSync("cdktf.json", "utf8")) as { app?: unknown } | null;
    const app = settings?.app;
    if (typeof app === "string" && app.trim() !== "") return app;
    found = 'no "app" in it';
  } catch (error) {
    if (error instanceof SyntaxError) found = "no JSON";
  }
  throw new UserError({
    at: "cdktf.json",
    expected: 'the command that synthesizes the app, as "app"',
    found,
    advice:
      'Run in the folder of the app; for instance: { "language": "typescript", "app": "npx tsx main.ts" }',
  });
}
