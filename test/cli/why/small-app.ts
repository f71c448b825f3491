import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ManifestEntry } from "../../../packaging/manifest.ts";
import { sha256 } from "../../../packaging/sha256.ts";
import { ENTRY } from "../../packaging/manifest-entry.ts";

const PROGRAM = fileURLToPath(new URL("../../../cli/terraloom.mjs", import.meta.url));

/** An app whose synth writes what lies in its folder `built`, without a build. */
export interface SmallApp {
  readonly folder: string;
  write(path: string, content: unknown): void;
  git(...args: readonly string[]): void;
  run(
    args: readonly string[],
    input?: string,
  ): { readonly status: number | null; readonly stdout: string; readonly stderr: string };
  remove(): void;
}

const SYNTH = `
import { cpSync } from "node:fs";
cpSync("built", process.env.CDKTF_OUTDIR ?? "cdktf.out", { recursive: true });
`;

export function smallApp(): SmallApp {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), "terraloom-app-")));
  const folder = join(parent, "app");
  const app: SmallApp = {
    folder,
    write(path, content) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
    },
    git(...args) {
      const who = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
      spawnSync("git", [...who, ...args], { cwd: folder, stdio: "ignore" });
    },
    run(args, input = "") {
      const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
        cwd: folder,
        input,
        env: { ...process.env, CDKTF_OUTDIR: undefined, TERRALOOM_CACHE: "cache" },
        encoding: "utf8",
      });
      return { status, stdout, stderr };
    },
    remove: () => rmSync(parent, { recursive: true }),
  };
  app.write("cdktf.json", { app: `${JSON.stringify(process.execPath)} synth.mjs` });
  app.write("synth.mjs", SYNTH);
  return app;
}

/** The function "compress" of a stack, built from one file with a content. */
export function builtFrom(content: string, stack: string = "dev"): ManifestEntry {
  const inputs = [{ path: "handler.ts", sha256: sha256(content), sizeBytes: content.length }];
  return { ...ENTRY, id: `${stack}/compress`, stack, layers: [], sha256: sha256(content, "base64"), inputs };
}

/** A state in which that is deployed. */
export const stateOf = (content: string, more: object = {}) => ({
  version: 4,
  resources: [
    {
      mode: "managed",
      type: "aws_lambda_function",
      name: "compress",
      instances: [{ attributes: { source_code_hash: sha256(content, "base64"), ...more } }],
    },
  ],
});
