import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { UserError } from "../reporting/user-error.ts";

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
  const child = spawn(command, {
    shell: true,
    stdio: ["ignore", 2, "inherit"], // its standard output is no result of this command
    env: { ...env, PATH: path },
    detached: true, // as a group of its own, which can be ended as a whole
  });
  const stop = () => child.pid !== undefined && process.kill(-child.pid, "SIGTERM");
  signal.addEventListener("abort", stop);
  const [code] = await once(child, "close");
  signal.removeEventListener("abort", stop);
  return code === 0 && !signal.aborted;
}

function readAppCommand(): string {
  let found = "no such file";
  try {
    const { app } = JSON.parse(readFileSync("cdktf.json", "utf8")) as { app?: unknown };
    if (typeof app === "string") return app;
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
