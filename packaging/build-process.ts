import { readFileSync, writeFileSync } from "node:fs";
import { createProgress } from "../reporting/progress-bar.ts";
import { UserError } from "../reporting/user-error.ts";
import { buildArtifacts } from "./build.ts";
import { ANSWER_CHANNEL, type BuildAnswer } from "./build-answer.ts";
import type { BuildRequest } from "./build-request.ts";

/** The process behind `buildArtifactsSync`: a request on stdin, an answer on a pipe, progress on stderr. */
async function answerRequest(): Promise<BuildAnswer> {
  try {
    const request: BuildRequest = JSON.parse(readFileSync(0, "utf8"));
    const artifacts = await buildArtifacts(request, createProgress(process.stderr, process.env));
    return { ok: true, artifacts };
  } catch (error) {
    if (error instanceof UserError) return { ok: false, error: error.parts };
    return { ok: false, stack: error instanceof Error ? String(error.stack) : String(error) };
  }
}

writeFileSync(ANSWER_CHANNEL, JSON.stringify(await answerRequest()));
