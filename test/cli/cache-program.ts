import { Command } from "commander";
import { addCacheCommand } from "../../cli/cache-command.ts";

// The command line with the one command, as another process runs it.
const program = new Command("terraloom");
addCacheCommand(program);
await program.parseAsync();
