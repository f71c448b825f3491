import { existsSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../reporting/user-error.ts";
import { runGroup } from "../run-group.ts";

/** How another copy of the project is built. */
export interface ElsewhereBuild {
  /** The project's folder in the copy. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Whether the packages are installed from the lockfile; else they are there. */
  readonly installs: boolean;
  readonly signal: AbortSignal;
}

/**
 * Installs and synthesizes in another folder, readable for nobody else, with messages going to the terminal.
 *
 * @returns whether it succeeded; if not, it has said why
 * @throws {UserError} where it should install, and git knows no lockfile.
 */
export async function buildElsewhere({ folder, env, installs, signal }: ElsewhereBuild): Promise<boolean> {
  if (installs && !existsSync(join(folder, "package-lock.json"))) {
    throw new UserError({
      expected: "a package-lock.json beside cdktf.json that git knows",
      found: "none",
      advice: 'Run "npm install" and commit it: without it no two builds are alike.',
    });
  }
  const program = JSON.stringify(process.argv[1] ?? "");
  const node = JSON.stringify(process.execPath);
  const install = "npm ci --ignore-scripts --prefer-offline --no-audit --no-fund";
  const commands = ["umask 077", ...(installs ? [install] : []), `${node} ${program} build`].join(" && ");
  const { CDKTF_OUTDIR: _, ...rest } = env;
  const code = await runGroup(
    commands,
    { cwd: folder, stdio: ["ignore", "ignore", "inherit"], env: rest },
    signal,
  );
  return code === 0;
}
