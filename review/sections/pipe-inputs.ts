import { difference, isNothing } from "../changes/difference.ts";
import { jsonDifferences } from "../machines/json-differences.ts";
import type { Block, Inline } from "../page/document.ts";
import { type Json, onlyBlock } from "../plan/json.ts";
import type { Scrub } from "../plan/scrub.ts";
import { pipeTemplate } from "./pipe-template.ts";
import type { HomedChange } from "./reviewed.ts";

/** What the parts of a pipe get, as far as that changes. */
export interface PipeInputs {
  /** For the head, one for each part. */
  readonly words: readonly string[];
  readonly blocks: readonly Block[];
}

const PARTS = [
  ["enrichment_parameters", "enrichment"],
  ["target_parameters", "target"],
] as const;

/** So many fields are named; of the rest the number is said. */
const MAX_FIELDS = 20;

/** How the templates of a pipe change ("Amazon EventBridge Pipes input transformation"): field by field where they are JSON, else both texts. */
export function pipeInputs({ change, view }: HomedChange): PipeInputs {
  if (change.type !== "aws_pipes_pipe" || change.action !== "update") return { words: [], blocks: [] };
  const { before = {}, after = {}, unknown } = change;
  const parts = PARTS.map(([attribute, part]) => {
    const [old, now, mark] = [before[attribute], after[attribute], unknown[attribute]].map(
      (value) => onlyBlock(value)?.input_template,
    );
    const blocks =
      difference(old, now, mark) === "same" ? [] : templateBlocks({ part, old, now, mark }, view.plan.scrub);
    return { part, blocks, isSame: blocks === SAME };
  });
  return {
    words: parts.flatMap(({ part, blocks, isSame }) =>
      blocks.length === 0 || isSame ? [] : [`its ${part} gets something else`],
    ),
    blocks: parts.flatMap(({ blocks }) => blocks),
  };
}

interface TemplateChange {
  readonly part: string;
  readonly old: Json | undefined;
  readonly now: Json | undefined;
  readonly mark: Json | undefined;
}

const SAME: readonly Block[] = [paragraph("A template is written differently, and says the same.")];

function templateBlocks({ part, old, now, mark }: TemplateChange, scrub: Scrub): readonly Block[] {
  if (mark === true) return [paragraph(`What the ${part} gets is known after apply.`)];
  if (isNothing(now))
    return [paragraph(`What the ${part} gets was made by a template, and is everything now.`)];
  const text = typeof now === "string" ? scrub(now) : undefined;
  if (isNothing(old) && text !== undefined)
    return [paragraph(`What the ${part} gets was everything, and is made by a template now:`), source(text)];
  if (typeof old !== "string" || text === undefined)
    return [paragraph(`What the ${part} gets changes (not shown).`)];
  const [left, right] = [pipeTemplate(scrub(old)), pipeTemplate(text)];
  if (left === undefined || right === undefined)
    return [
      paragraph(`What the ${part} gets before:`),
      source(scrub(old)),
      paragraph("And afterwards:"),
      source(text),
    ];
  const fields = jsonDifferences(left, right);
  return fields.length === 0
    ? SAME
    : [paragraph(`What the ${part} gets changes:`), { kind: "list", items: lines(fields) }];
}

function lines(fields: ReturnType<typeof jsonDifferences>): readonly Inline[] {
  const more = fields.length - MAX_FIELDS;
  return [
    ...fields
      .slice(0, MAX_FIELDS)
      .map(
        ({ path, before, after }): Inline => [
          { code: path === "" ? "all of it" : path },
          ": ",
          ...side(before),
          " → ",
          ...side(after),
        ],
      ),
    ...(more > 0 ? [[`and ${more} more`]] : []),
  ];
}

const side = (value: Json | undefined): Inline =>
  value === undefined ? ["none"] : [{ code: typeof value === "string" ? value : JSON.stringify(value) }];

function paragraph(text: string): Block {
  return { kind: "paragraph", text: [text] };
}

const source = (text: string): Block => ({ kind: "source", language: "text", text });
