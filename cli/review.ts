import { renameSync, writeFileSync } from "node:fs";
import { MANIFEST_FILE } from "../packaging/manifest.ts";
import { parseManifest } from "../packaging/read-manifest.ts";
import { coloredMessage } from "../reporting/colored-message.ts";
import { notWritable } from "../reporting/not-writable.ts";
import { UserError } from "../reporting/user-error.ts";
import type { ArtifactChange } from "../review/code/artifact-change.ts";
import { compareManifests } from "../review/code/compare-manifests.ts";
import { renderMarkdown } from "../review/page/render-markdown.ts";
import { renderTerminal } from "../review/page/render-terminal.ts";
import { pageOf } from "../review/page-of.ts";
import { reviewJson } from "../review/review-json.ts";
import { reviewPlans } from "../review/review-plans.ts";
import type { Reviewed } from "../review/sections/reviewed.ts";
import { needsDecision } from "../review/verdict.ts";
import { ExitCode } from "./exit-code.ts";
import { readPlans } from "./read-plans.ts";
import { readText } from "./read-text.ts";
import type { ReviewOptions } from "./review-command.ts";

/** What GitHub takes for a comment, 65,536, less what finds the comment again. */
const PAGE_CHARACTERS = 65_400;

/**
 * Reviews plans and writes the page. A plan that cannot be read is told of, and the others are reviewed.
 *
 * @returns the exit code.
 */
export async function review(paths: readonly string[], options: ReviewOptions): Promise<number> {
  try {
    let failed = false;
    const plans = await readPlans(paths, (error) => {
      failed = true;
      told(error);
    });
    if (plans.length === 0) return ExitCode.failure;
    const reviewed = reviewPlans(plans);
    write(await rendered(reviewed, options), options.out);
    if (failed) return ExitCode.failure;
    return needsDecision(reviewed, options.gate) ? ExitCode.needsDecision : ExitCode.success;
  } catch (error) {
    return told(error);
  }
}

/** Says what the user did wrong; whatever else fails is no message but a fault. */
function told(error: unknown): number {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${coloredMessage(error, process.stderr)}\n`);
  return ExitCode.failure;
}

async function rendered(reviewed: Reviewed, options: ReviewOptions): Promise<string> {
  if (options.format === "json") return `${JSON.stringify(reviewJson(reviewed, options.gate), null, 2)}\n`;
  const page = pageOf(reviewed, readArtifacts(options));
  switch (options.format) {
    case "markdown":
      return renderMarkdown(page, { maxCharacters: PAGE_CHARACTERS });
    case "terminal": {
      const { columns, isTTY } = process.stdout;
      return renderTerminal(page, {
        columns: columns ?? 100,
        color: isTTY === true && !process.env.NO_COLOR,
      });
    }
    case "html": {
      // The layout of diagrams is a library that nobody else waits for.
      const { renderHtml } = await import("../review/page/render-html.ts");
      return renderHtml(page);
    }
  }
}

/** What the manifests of two builds say of code changes; undefined without any. */
function readArtifacts({ manifest, base }: ReviewOptions): readonly ArtifactChange[] | undefined {
  if (manifest === undefined && base === undefined) return undefined;
  if (manifest === undefined || base === undefined) {
    throw new UserError({
      expected: "both --manifest and --base",
      found: `only ${manifest === undefined ? "--base" : "--manifest"}`,
      advice: `The synth writes ${MANIFEST_FILE}: name that of what is deployed and that of what the plan deploys.`,
    });
  }
  const [before, after] = [base, manifest].map((path) =>
    parseManifest(
      readText(path, {
        expected: "a manifest",
        found: "no file that can be read",
        advice: `The synth writes ${MANIFEST_FILE}.`,
      }),
      path,
    ),
  );
  return compareManifests(before ?? [], after ?? []);
}

/** Whole or not at all: a reader must never find half a page. */
function write(text: string, out: string | undefined): void {
  if (out === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(`${out}.new`, text);
    renameSync(`${out}.new`, out);
  } catch (error) {
    throw new UserError({
      at: out,
      expected: "a file that can be written",
      found: notWritable(error),
      advice: "Choose another one with --out.",
    });
  }
}
