import type { Command } from "commander";
import { cacheBound } from "../packaging/cache-bound.ts";
import { type CacheEntry, clearCache, pruneCache } from "../packaging/cache-entries.ts";
import { cacheFolderPath } from "../packaging/cache-folder.ts";
import { verifyCache } from "../packaging/verify-cache.ts";
import { ExitCode } from "./exit-code.ts";

/** `terraloom cache path|verify|prune`: where built artifacts are kept, whether they are intact, and fewer of them. */
export function addCacheCommand(program: Command): void {
  const cache = program.command("cache").description("look after what was built before");
  cache
    .command("path")
    .description("print the folder of the cache")
    .action(() => {
      process.stdout.write(`${currentFolder()}\n`);
    });
  cache
    .command("verify")
    .description("check every entry against its digest and remove damaged ones")
    .action(() => {
      process.exitCode = verify(currentFolder());
    });
  cache
    .command("prune")
    .description("remove what was not used for long, down to TERRALOOM_CACHE_MAX_MB (1024)")
    .option("--all", "remove everything; no build may run meanwhile")
    .action(({ all }: { readonly all?: boolean }) => {
      process.exitCode = prune(currentFolder(), all === true);
    });
}

function currentFolder(): string {
  return cacheFolderPath(process.cwd(), process.env);
}

function verify(folder: string): number {
  const { intact, damaged } = verifyCache(folder);
  for (const { entry, isRemoved } of damaged) {
    process.stderr.write(`${entry.name} is damaged and ${isRemoved ? "was" : "could not be"} removed.\n`);
  }
  process.stdout.write(`${counted(intact)} intact, ${damaged.length} damaged\n`);
  return damaged.length === 0 ? ExitCode.success : ExitCode.failure;
}

function prune(folder: string, isAll: boolean): number {
  const { removed, left } = isAll
    ? clearCache(folder)
    : pruneCache(folder, { maxBytes: cacheBound(process.env) });
  process.stdout.write(`${counted(removed)} removed, ${counted(left)} left\n`);
  return isAll && left.length > 0 ? ExitCode.failure : ExitCode.success;
}

function counted(entries: readonly CacheEntry[]): string {
  const bytes = entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const noun = entries.length === 1 ? "entry" : "entries";
  return `${entries.length} ${noun} (${(bytes / 1024 / 1024).toFixed(1)} MB)`;
}
