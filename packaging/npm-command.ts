import { spawn } from "node:child_process";
import { basename } from "node:path";

/** How npm ended. `code` is undefined when it could not be started at all. */
export interface NpmEnd {
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Settings that `npm run` or the user's shell hands on in the environment and that would change what is installed.
 * Registries, proxies, credentials and the cache stay.
 */
const DROPPED_SETTINGS = new Set(
  (
    "also before bin_links cpu dev dry_run force global global_style include include_workspace_root install_links " +
    "install_strategy legacy_bundling legacy_peer_deps libc location omit only optional os package_lock " +
    "package_lock_only prefix production shrinkwrap workspace workspaces"
  ).split(" "),
);

/** Runs npm in `folder`: the one that runs this process, or the one of `PATH`. */
export function runNpm(
  folder: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<NpmEnd> {
  const [command, ...first] = npmCommand(env);
  return new Promise((resolve) => {
    const npm = spawn(command, [...first, ...args], {
      cwd: folder,
      env: cleanEnvironment(env),
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32", // there npm is a .cmd file, which only a shell starts
      ...(signal && { signal }),
    });
    let stdout = "";
    let stderr = "";
    npm.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    npm.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    npm.on("error", (error) => resolve({ code: undefined, stdout, stderr: error.message }));
    npm.on("close", (code) => resolve({ code: code ?? 1, stdout, stderr }));
  });
}

function npmCommand(env: NodeJS.ProcessEnv): readonly [string, ...string[]] {
  const running = env.npm_execpath;
  return running !== undefined && basename(running) === "npm-cli.js" ? [process.execPath, running] : ["npm"];
}

function cleanEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => {
    const setting = /^npm_config_(.*)$/i.exec(name)?.[1];
    if (setting !== undefined) return !DROPPED_SETTINGS.has(setting.toLowerCase().replaceAll("-", "_"));
    return name !== "NODE_OPTIONS"; // a loader of this process is none of npm's business
  });
  return Object.fromEntries(kept);
}
