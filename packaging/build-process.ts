import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createProgress } from "../reporting/progress-bar.ts";
import { UserError } from "../reporting/user-error.ts";
import { buildArtifacts } from "./build.ts";
import { ANSWER_CHANNEL, type BuildAnswer, type BuildQuestion } from "./build-answer.ts";

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
    const progress = createProgress(process.stderr, process.env);
    return { ok: true, artifacts: await buildArtifacts(request, progress, { recalled, overflow }) };
  } catch (error) {
    if (error instanceof UserError) return { ok: false, error: error.parts };
    return { ok: false, stack: error instanceof Error ? String(error.stack) : String(error) };
  }
}

writeFileSync(ANSWER_CHANNEL, JSON.stringify(await answerRequest()));
