import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Artifact } from "../../packaging/artifact.ts";

export interface EndedBuild {
  readonly artifacts: readonly Omit<Artifact, "zipPath">[];
  /** The lines on stderr. */
  readonly reported: readonly string[];
}

/** Builds a project in a process of its own, as a synth does. */
export async function buildOnce(root: string, env: NodeJS.ProcessEnv = {}): Promise<EndedBuild> {
  const child = startBuild(root, env);
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(stderr);
  return { artifacts: JSON.parse(stdout), reported: stderr.split("\n").filter((line) => line !== "") };
}

/** Starts a build and ends it with all that it has started, without a chance to clean up, after a while. */
export async function killedBuild(root: string, afterMs: number): Promise<void> {
  const child = startBuild(root, {});
  const timer = setTimeout(() => process.kill(-(child.pid as number), "SIGKILL"), afterMs);
  await once(child, "exit");
  clearTimeout(timer);
}

function startBuild(root: string, env: NodeJS.ProcessEnv): ChildProcess {
  const script = fileURLToPath(new URL("build-once.ts", import.meta.url));
  return spawn(process.execPath, ["--import", "tsx", script, root], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    env: { ...process.env, TERRALOOM_CACHE: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true, // a group of its own, which can be ended as a whole
  });
}
