import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a run of the command left behind. */
export interface CommandResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  /** Called with all of stderr and stdout so far, whenever there is more. */
  readonly onOutput?: (output: string, kill: (signal: NodeJS.Signals) => void) => void;
  readonly env?: NodeJS.ProcessEnv;
}

/** A folder of the test's own; `end` removes it. */
export function temporaryFolder(): { readonly path: string; end(): void } {
  const path = mkdtempSync(join(tmpdir(), "terraloom-test-"));
  return { path, end: () => rmSync(path, { recursive: true, force: true }) };
}

/** Runs `terraloom` as a user would, in this repository, with a synth folder of its own below `folder`. */
export function terraloom(
  folder: string,
  args: readonly string[],
  { onOutput, env }: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["cli/terraloom.mjs", ...args], {
      env: { ...process.env, CDKTF_OUTDIR: join(folder, "cdktf.out"), TMPDIR: folder, CI: "true", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    const onData = () => onOutput?.(stdout + stderr, (signal) => child.kill(signal));
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      onData();
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
      onData();
    });
    child.on("close", (exitCode) => resolve({ exitCode, stdout, stderr: withoutNotices(stderr) }));
  });
}

/** Synthesizes the app of this repository into a folder below `folder` and gives its path. */
export async function synthesizedApp(folder: string): Promise<string> {
  const outFolder = join(folder, "cdktf.out");
  const child = spawn(process.execPath, ["--import", "tsx", "main.ts"], {
    env: { ...process.env, CDKTF_OUTDIR: outFolder, CI: "true" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [exitCode] = await once(child, "close");
  assert.equal(exitCode, 0);
  return outFolder;
}

/** Without what npm says of the settings of the machine it runs on, and the build of one that is slow. */
function withoutNotices(stderr: string): string {
  return stderr.replace(/^(npm (warn|notice)|(layers|build): ).*\n/gm, "");
}
