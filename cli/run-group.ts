import { type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";

/**
 * Runs a command of the shell in a process group of its own, which the signal ends as a whole.
 *
 * @returns its exit code; null where a signal has ended it
 */
export async function runGroup(
  command: string,
  options: Pick<SpawnOptions, "cwd" | "env" | "stdio">,
  signal: AbortSignal,
): Promise<number | null> {
  const child = spawn(command, { ...options, shell: true, detached: true });
  const stop = () => child.pid !== undefined && process.kill(-child.pid, "SIGTERM");
  signal.addEventListener("abort", stop);
  const [code] = await once(child, "close");
  signal.removeEventListener("abort", stop);
  return code;
}
