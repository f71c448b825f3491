/** The machine that packages are installed for, in npm's words. */
export interface NpmTarget {
  readonly os: string;
  readonly cpu: string;
  /** On Linux only. */
  readonly libc?: "glibc" | "musl";
}
