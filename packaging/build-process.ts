import { closeSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createProgress } from "../reporting/progress-bar.ts";
import { progressLines } from "../reporting/progress-lines.ts";
import { UserError } from "../reporting/user-error.ts";
import { buildArtifacts } from "./build.ts";
import { ANSWER_CHANNEL, type BuildAnswer, type BuildQuestion } from "./build-answer.ts";

/**
 * esbuild collects garbage once its heap has come to this size, instead of whenever that has doubled: by Go's own rule a fifth of the
 * bundling goes into collecting, and many handlers need more memory. Of all that this process starts only esbuild gets these.
 */
const ESBUILD_MEMORY = { GOGC: "off", GOMEMLIMIT: "500MiB" } as const;

/** The process behind `startArtifacts`: a request on stdin, an answer on a pipe, progress on stderr. */
async function answerRequest(text: string): Promise<BuildAnswer> {
  let folder: string | undefined;
  const overflow = (): string => {
    folder = mkdtempSync(join(tmpdir(), "terraloom-artifacts-"));
    return folder;
  };
  const answer = await answerOf(text, overflow);
  return { ...answer, ...(folder !== undefined && { overflow: folder }) };
}

async function answerOf(text: string, overflow: () => string): Promise<BuildAnswer> {
  try {
    const { request, recalled }: BuildQuestion = JSON.parse(text);
    const { stderr } = process;
    const env = { ...process.env };
    for (const [name, value] of Object.entries(ESBUILD_MEMORY)) process.env[name] ??= value;
    const lines = progressLines((line) => stderr.write(`${line}\n`));
    const progress = createProgress(stderr, env, lines);
    const surroundings = { env, recalled, overflow, report: progress.say };
    return { ok: true, artifacts: await buildArtifacts(request, progress, surroundings) };
  } catch (error) {
    if (error instanceof UserError) return { ok: false, error: error.parts };
    return { ok: false, stack: error instanceof Error ? String(error.stack) : String(error) };
  }
}

const text = readFileSync(0, "utf8");
// One that was started ahead and is never asked ends with whoever has started it.
if (text !== "") {
  writeFileSync(ANSWER_CHANNEL, JSON.stringify(await answerRequest(text)));
  closeSync(ANSWER_CHANNEL); // whoever waits for the answer goes on, while threads and esbuild are being ended
}
