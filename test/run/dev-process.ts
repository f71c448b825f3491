import { spawn } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));

/** Generous: machines that run tests are busy. */
const DEADLINE_MS = 90_000;

/** A `terraloom` process in a project, whose output is awaited. */
export interface RunningCommand {
  /** Resolves with the output since the last call, once `pattern` is found in it; what comes after it stays for the next. */
  until(pattern: RegExp): Promise<string>;
  /** Resolves with the exit code and the output that nobody has awaited. */
  end(signal?: NodeJS.Signals): Promise<{ readonly exitCode: number | null; readonly output: string }>;
}

/** Writes files (paths to texts) into a project's folder. */
export function writeProject(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** A project in `root` with the packages of this repository. */
export function createProject(root: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(join(root, "tmp"), { recursive: true });
  symlinkSync(join(REPOSITORY, "node_modules"), join(root, "node_modules"), "dir");
  writeProject(root, {
    "cdktf.json": JSON.stringify({ language: "typescript", app: "tsx app.ts" }),
    "package.json": '{"type":"module"}',
    ...files,
  });
}

/** Starts the command in the project `root`, with a cache and a folder for temporary files of its own in it. */
export function startCommand(
  root: string,
  args: readonly string[],
  more: NodeJS.ProcessEnv = {},
): RunningCommand {
  const env = { TERRALOOM_CACHE: join(root, "cache"), TMPDIR: join(root, "tmp"), CI: "true", ...more };
  const child = spawn(process.execPath, [join(REPOSITORY, "cli/terraloom.mjs"), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let check = () => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      check();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  return {
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const fail = (why: string) => reject(new Error(`${why} before ${pattern} was found in:\n${output}`));
        const deadline = setTimeout(() => fail("The time was over"), DEADLINE_MS);
        void ended.then(() => fail("The command ended"));
        check = () => {
          const found = pattern.exec(output);
          if (found === null) return;
          clearTimeout(deadline);
          const end = found.index + found[0].length;
          const text = output.slice(0, end);
          output = output.slice(end);
          check = () => {};
          resolve(text);
        };
        check();
      }),
    async end(signal) {
      if (signal !== undefined) child.kill(signal);
      return { exitCode: await ended, output };
    },
  };
}
