import { readdirSync, readFileSync } from "node:fs";

/**
 * Kills the processes that have a variable in their environment with just this value: what a function has detached into a group of its own
 * outlives its environment otherwise, as no frozen environment of Lambda would let it. Linux alone shows environments; elsewhere nothing
 * is done.
 */
export function killStrays(name: string, value: string): void {
  if (process.platform !== "linux") return;
  const entry = `${name}=${value}`;
  for (const pid of readdirSync("/proc").filter((folder) => /^\d+$/.test(folder))) {
    try {
      if (readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(entry))
        process.kill(Number(pid), "SIGKILL");
    } catch {
      // It has ended meanwhile, or belongs to somebody else.
    }
  }
}
