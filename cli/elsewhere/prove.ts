import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MANIFEST_FILE, type ManifestEntry } from "../../packaging/manifest.ts";
import { parseManifest } from "../../packaging/read-manifest.ts";
import { printable } from "../../reporting/printable.ts";
import { someNames } from "../../reporting/some-names.ts";
import { ExitCode } from "../exit-code.ts";
import { interruptible } from "../interruptible.ts";
import { synthesizeApp, synthFolder } from "../synthesize-app.ts";
import { buildElsewhere } from "./build-elsewhere.ts";
import { differentFiles, filesBelow } from "./different-files.ts";
import { linkPackages } from "./link-packages.ts";
import { provenText } from "./proven-text.ts";
import { type WorkingSnapshot, writeSnapshot } from "./snapshot.ts";

/** Builds here and in a copy of what git knows, with another umask, time zone, language and home, and compares. */
export async function prove({ installs }: { readonly installs: boolean }): Promise<number> {
  const { signal, end } = interruptible();
  // A space and a letter beyond ASCII, which break what does not quote.
  const folder = mkdtempSync(join(tmpdir(), "terraloom prove é "));
  try {
    const there = join(folder, "copy");
    const snapshot = writeSnapshot(there);
    if (snapshot.untracked.length > 0)
      say(`Not known to git, and left out: ${someNames(snapshot.untracked)}`);
    say("Building here …");
    if (!(await synthesizeApp(process.env, signal)))
      return signal.aborted ? ExitCode.interrupted : ExitCode.failure;
    const copy = join(there, snapshot.folder);
    say("Building elsewhere …");
    if (!installs) linkPackages(snapshot.root, there);
    if (!(await buildElsewhere({ folder: copy, env: elsewhere(folder), installs, signal })))
      return signal.aborted ? ExitCode.interrupted : ExitCode.failure;
    return compared(snapshot, copy);
  } finally {
    end();
    rmSync(folder, { recursive: true, force: true });
  }
}

function elsewhere(folder: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    TERRALOOM_CACHE: join(folder, "cache"),
    TZ: "Pacific/Chatham",
    LANG: "tr_TR.UTF-8",
    LC_ALL: "tr_TR.UTF-8",
    TERM: "dumb",
    CI: "true",
  };
}

function compared(snapshot: WorkingSnapshot, copy: string): number {
  const [here, there] = [synthFolder(process.env), join(copy, "cdktf.out")];
  const places = { here: realpathSync(process.cwd()), there: realpathSync(copy) };
  const different = differentFiles(here, there, places);
  const files = filesBelow(here);
  const proof = { snapshot, files, different, here: entriesIn(here), there: entriesIn(there) };
  for (const line of provenText(proof)) process.stdout.write(`${printable(line)}\n`);
  return different.length === 0 ? ExitCode.success : ExitCode.failure;
}

/** An app without functions and layers has no manifest. */
function entriesIn(folder: string): readonly ManifestEntry[] {
  const path = join(folder, MANIFEST_FILE);
  return existsSync(path) ? parseManifest(readFileSync(path, "utf8"), path) : [];
}

const say = (line: string): boolean => process.stderr.write(`${printable(line)}\n`);
