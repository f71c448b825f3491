import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { printable } from "../reporting/printable.ts";
import { UserError } from "../reporting/user-error.ts";
import { differentFiles, filesBelow } from "./different-files.ts";
import { ExitCode } from "./exit-code.ts";
import { interruptible } from "./interruptible.ts";
import { writeSnapshot } from "./snapshot.ts";
import { synthesizeApp, synthFolder } from "./synthesize-app.ts";

/** `terraloom prove`: builds again elsewhere and compares byte by byte. */
export function addProveCommand(program: Command): void {
  program
    .command("prove")
    .description(
      "build again elsewhere (clean copy, other path, umask, time zone, empty cache) and compare the bytes",
    )
    .action(async () => {
      process.exitCode = await prove();
    });
}

async function prove(): Promise<number> {
  const { signal, end } = interruptible();
  // A space and a letter beyond ASCII, which break what does not quote.
  const folder = mkdtempSync(join(tmpdir(), "terraloom prove é "));
  try {
    const there = join(folder, "copy");
    const snapshot = writeSnapshot(there);
    if (snapshot.untracked.length > 0)
      say(`Not known to git, and left out: ${snapshot.untracked.join(", ")}`);
    say("Building here …");
    if (!(await synthesizeApp(process.env, signal))) return ExitCode.failure;
    const copy = join(there, snapshot.folder);
    if (!(await buildElsewhere(copy, folder, signal)))
      return signal.aborted ? ExitCode.interrupted : ExitCode.failure;
    return compared(synthFolder(process.env), join(copy, "cdktf.out"), snapshot.name);
  } finally {
    end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Installs and synthesizes with another umask, time zone, language and home, and with nothing built before. */
async function buildElsewhere(copy: string, folder: string, signal: AbortSignal): Promise<boolean> {
  if (!existsSync(join(copy, "package-lock.json"))) {
    throw new UserError({
      expected: "a package-lock.json beside cdktf.json that git knows",
      found: "none",
      advice: 'Run "npm install" and commit it: without it no two builds are alike.',
    });
  }
  say("Building elsewhere …");
  const program = JSON.stringify(process.argv[1] ?? "");
  const node = JSON.stringify(process.execPath);
  const commands = `umask 077 && npm ci --ignore-scripts --prefer-offline --no-audit --no-fund && ${node} ${program} build`;
  const child = spawn(commands, {
    cwd: copy,
    shell: true,
    stdio: ["ignore", "ignore", "inherit"],
    env: elsewhere(folder),
    detached: true,
  });
  const stop = () => child.pid !== undefined && process.kill(-child.pid, "SIGTERM");
  signal.addEventListener("abort", stop);
  const [code] = await once(child, "close");
  signal.removeEventListener("abort", stop);
  return code === 0;
}

function elsewhere(folder: string): NodeJS.ProcessEnv {
  const { CDKTF_OUTDIR: _, ...env } = process.env;
  return {
    ...env,
    TERRALOOM_CACHE: join(folder, "cache"),
    TZ: "Pacific/Chatham",
    LANG: "tr_TR.UTF-8",
    LC_ALL: "tr_TR.UTF-8",
    TERM: "dumb",
    CI: "true",
  };
}

function compared(here: string, there: string, name: string): number {
  const different = differentFiles(here, there);
  const files = filesBelow(here);
  if (different.length === 0) {
    const zips = files.filter((file) => file.endsWith(".zip")).length;
    process.stdout.write(`${name}: same bytes in ${files.length} files, ${zips} zips among them\n`);
    return ExitCode.success;
  }
  process.stdout.write(`${name}: ${different.length} of ${files.length} files have other bytes\n`);
  for (const { path, where } of different)
    process.stdout.write(`  ${printable(path)}: ${printable(where)}\n`);
  return ExitCode.failure;
}

const say = (line: string): boolean => process.stderr.write(`${printable(line)}\n`);
