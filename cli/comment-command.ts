import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { z } from "zod";
import { parsedJson } from "../local/states/json-value.ts";
import { UserError } from "../reporting/user-error.ts";
import { ExitCode } from "./exit-code.ts";
import { type CommentOutcome, type PullRequest, stickComment } from "./github-comment.ts";
import { readText } from "./read-text.ts";

interface CommentOptions {
  readonly id: string;
  readonly optional?: boolean;
}

const EVENT = z.object({ pull_request: z.object({ number: z.int().positive() }) });

const OUTCOMES: Readonly<Record<CommentOutcome, string>> = {
  created: "Commented on the pull request",
  updated: "Updated the comment on the pull request",
  unchanged: "The comment on the pull request says the same already",
  refused: "The token may not comment (a pull request from a fork?); the page is in the summary of the job",
};

/** `terraloom comment <page>`: one comment on a pull request, updated and never repeated. */
export function addCommentCommand(program: Command): void {
  program
    .command("comment")
    .description("put a page of the review on the pull request of a GitHub workflow, as one comment")
    .argument("<page>", "a file with Markdown")
    .option("--id <name>", "of the comment, where there are several", "review")
    .option("--optional", "succeed where the token may not comment")
    .action(async (page: string, options: CommentOptions) => {
      process.exitCode = await comment(page, options);
    });
}

async function comment(page: string, { id, optional = false }: CommentOptions): Promise<number> {
  const text = readText(page, {
    expected: "a page",
    found: "no file that can be read",
    advice: "Write it with: terraloom review --out page.md",
  });
  const outcome = await stickComment(
    pullRequest(process.env),
    `<!-- terraloom:${id.replace(/[^\w.-]/g, "-")} -->`,
    text,
  );
  process.stderr.write(`${OUTCOMES[outcome]}\n`);
  return outcome === "refused" && !optional ? ExitCode.failure : ExitCode.success;
}

/** The pull request that a workflow runs for, by the variables that GitHub sets ("Variables reference"). */
function pullRequest({
  GITHUB_TOKEN,
  GITHUB_REPOSITORY,
  GITHUB_EVENT_PATH,
  GITHUB_API_URL,
}: NodeJS.ProcessEnv): PullRequest {
  for (const [name, value] of Object.entries({ GITHUB_TOKEN, GITHUB_REPOSITORY, GITHUB_EVENT_PATH })) {
    if (value === undefined || value === "")
      throw missing(`the variable ${name}`, "none", "Run this in a GitHub workflow for a pull request.");
  }
  const event = EVENT.safeParse(parsedJson(readEvent(GITHUB_EVENT_PATH ?? "")));
  if (!event.success) {
    throw missing("an event with a pull request", "another one", "Let the workflow run on: pull_request.");
  }
  return {
    apiUrl: GITHUB_API_URL ?? "https://api.github.com",
    repository: GITHUB_REPOSITORY ?? "",
    number: event.data.pull_request.number,
    token: GITHUB_TOKEN ?? "",
  };
}

function readEvent(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

const missing = (expected: string, found: string, advice: string): UserError =>
  new UserError({ expected, found, advice });
