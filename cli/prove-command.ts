import type { Command } from "commander";

/** `terraloom prove`: builds again elsewhere and compares byte by byte. */
export function addProveCommand(program: Command): void {
  program
    .command("prove")
    .description(
      "build again elsewhere (clean copy, other path, umask, time zone, empty cache) and compare the bytes",
    )
    .option("--no-install", "take the packages that are installed here, instead of those of the lockfile")
    .action(async ({ install }: { readonly install: boolean }) => {
      const { prove } = await import("./elsewhere/prove.ts");
      process.exitCode = await prove({ installs: install });
    });
}
