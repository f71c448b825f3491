import { spawnSync } from "node:child_process";

/** Whether this machine can run functions for Python. */
export function hasPython(): boolean {
  return spawnSync("python3", ["-c", "import sys; sys.exit(sys.version_info < (3, 9))"]).status === 0;
}

/** Whether it can install packages for them too. */
export function hasPip(): boolean {
  return spawnSync("python3", ["-m", "pip", "--version"]).status === 0;
}
