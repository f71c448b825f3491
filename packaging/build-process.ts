import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createProgress } from "../reporting/progress-bar.ts";
import { progressLines } from "../reporting/progress-lines.ts";
import { UserError } from "../reporting/user-error.ts";
import { buildArtifacts } from "./build.ts";
import { ANSWER_CHANNEL, type BuildAnswer, type BuildQuestion } from "./build-answer.ts";

/**
 * How much esbuild's heap may grow before Go collects garbage, in percent of what is in use: at Go's own 100 a fifth of the
 * bundling goes into collecting. Of all that this process starts only esbuild gets it.
 */
const ESBUILD_GOGC = "125";

/** The process behind `buildArtifactsSync`: a request on stdin, an answer on a pipe, progress on stderr. */
async function answerRequest(): Promise<BuildAnswer> {
  let folder: string | undefined;
  const overflow = (): string => {
    folder = mkdtempSync(join(tmpdir(), "terraloom-artifacts-"));
    return folder;
  };
  const answer = await answerOf(overflow);
  return { ...answer, ...(folder !== undefined && { overflow: folder }) };
}

async function answerOf(overflow: () => string): Promise<BuildAnswer> {
  try {
    const { request, recalled }: BuildQuestion = JSON.parse(readFileSync(0, "utf8"));
    const { stderr } = process;
    const env = { ...process.env };
    process.env.GOGC ??= ESBUILD_GOGC;
    const lines = progressLines((line) => stderr.write(`${line}\n`));
    const progress = createProgress(stderr, env, lines);
    const surroundings = { env, recalled, overflow, report: progress.say };
    return { ok: true, artifacts: await buildArtifacts(request, progress, surroundings) };
  } catch (error) {
    if (error instanceof UserError) return { ok: false, error: error.parts };
    return { ok: false, stack: error instanceof Error ? String(error.stack) : String(error) };
  }
}

writeFileSync(ANSWER_CHANNEL, JSON.stringify(await answerRequest()));
