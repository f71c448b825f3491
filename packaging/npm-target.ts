import type { Architecture } from "./build-request.ts";

/** The machine that packages are installed for, in npm's words. */
export interface NpmTarget {
  readonly os: string;
  readonly cpu: string;
  /** On Linux only. */
  readonly libc?: "glibc" | "musl";
}

/** The machine that functions run on. */
export function lambdaTarget(architecture: Architecture): NpmTarget {
  return { os: "linux", cpu: architecture, libc: "glibc" };
}
