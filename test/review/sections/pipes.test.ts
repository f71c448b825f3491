import assert from "node:assert/strict";
import type { Inline } from "../../../review/page/document.ts";
import { plainText } from "../../../review/page/plain-text.ts";
import { pageOf } from "../../../review/page-of.ts";
import { reviewPlans } from "../../../review/review-plans.ts";
import { type SmallChange, smallPlan } from "../small-plan.ts";

interface Pipe {
  readonly patterns?: readonly string[];
  readonly template?: string;
  readonly enrichment?: string;
  readonly more?: object;
}

/** A pipe as the AWS provider has it, each block a list of one. */
const pipe = ({ patterns, template, enrichment, more }: Pipe) => ({
  source_parameters: [
    {
      filter_criteria: patterns ? [{ filter: patterns.map((pattern) => ({ pattern })) }] : [],
      sqs_queue_parameters: [{ batch_size: 1 }],
    },
  ],
  enrichment_parameters: enrichment === undefined ? [] : [{ input_template: enrichment }],
  target_parameters: [{ input_template: template ?? "" }],
  ...more,
});

/** What the page's part on events says, a line each. */
function told(before: Pipe, after: Pipe, more: Partial<SmallChange> = {}): readonly string[] {
  const change = { address: "aws_pipes_pipe.orders", before: pipe(before), after: pipe(after), ...more };
  const page = pageOf(reviewPlans([smallPlan([change])]), undefined);
  const section = page.sections.find(({ title }) => title === "Events");
  return (section?.entries ?? []).flatMap(({ head, blocks }) => [
    plainText(head),
    ...blocks.flatMap((block): readonly string[] => {
      if (block.kind === "list") return block.items.map((item: Inline) => plainText(item));
      if (block.kind === "source") return [block.text];
      return block.kind === "paragraph" ? [plainText(block.text)] : [];
    }),
  ]);
}

const STOPPED = { desired_state: "STOPPED" };
const HEAD = "aws_pipes_pipe.orders: ";

describe("a pipe's filters", () => {
  it("become wider or narrower, with an event that changes sides", () => {
    const [small, large] = ['{"body":{"size":["S"]}}', '{"body":{"size":["S","L"]}}'];
    assert.deepEqual(told({ patterns: [small] }, { patterns: [large] }), [
      `${HEAD}its pattern becomes wider`,
      'body.size: also "L"',
      "Matched only afterwards, for example:",
      JSON.stringify({ body: { size: "L" } }, null, 2),
    ]);
    assert.equal(
      told({ patterns: [large] }, { patterns: [small] })[0],
      `${HEAD}its pattern becomes narrower`,
    );
    assert.deepEqual(told({ patterns: [small] }, {}), [
      `${HEAD}its pattern becomes wider`,
      "everything gets through",
    ]);
  });

  it("are the same where only their text differs", () => {
    assert.deepEqual(told({ patterns: ['{"a":["b"]}'] }, { patterns: ['{ "a": ["b"] }'] }), [
      `${HEAD}its pattern matches the same events, written differently`,
    ]);
  });

  it("are not decided where one is no JSON or a secret, and known after apply where Terraform says so", () => {
    const undecided = [
      `${HEAD}its pattern changes (not decided whether wider or narrower)`,
      "A pattern is no JSON, or must not be shown.",
    ];
    assert.deepEqual(told({ patterns: ['{"a":["b"]}'] }, { patterns: ["{"] }), undecided);
    const sensitive = { source_parameters: [{ filter_criteria: [{ filter: [{ pattern: true }] }] }] };
    assert.deepEqual(
      told({ patterns: ['{"a":["b"]}'] }, { patterns: ['{"a":["c"]}'] }, { afterSensitive: sensitive }),
      undecided,
    );
    assert.deepEqual(
      told({ patterns: ['{"a":["b"]}'] }, { patterns: [], more: STOPPED }, { unknown: sensitive }),
      [`${HEAD}its pattern is known after apply`, "desired_state: none → STOPPED"],
    );
  });

  it("stand beside the other settings of the source", () => {
    const more = pipe({ patterns: ['{"a":["c"]}'] }).source_parameters.map((one) => ({
      ...one,
      sqs_queue_parameters: [{ batch_size: 10 }],
    }));
    assert.deepEqual(told({ patterns: ['{"a":["b"]}'] }, { more: { source_parameters: more } }).slice(0, 2), [
      `${HEAD}its pattern matches other events: some more, some no longer`,
      "source_parameters.sqs_queue_parameters.batch_size: 1 → 10",
    ]);
  });
});

describe("what the parts of a pipe get", () => {
  it("is compared field by field where the templates are JSON", () => {
    assert.deepEqual(
      told(
        { template: '{"id": <$.body.id>, "from": "<$.body.from>", "kept": 1}' },
        { template: '{"id": "<$.body.id>", "items": [<$.body.first>], "kept": 1}' },
      ),
      [
        `${HEAD}its target gets something else`,
        "What the target gets changes:",
        'id: <$.body.id> → "<$.body.id>"',
        'items: none → ["<$.body.first>"]',
        'from: "<$.body.from>" → none',
      ],
    );
  });

  it("is the same where only the text of a template differs", () => {
    assert.deepEqual(told({ template: '{"id":<$.id>}' }, { template: '{ "id": <$.id> }' }), [
      `${HEAD}changed`,
      "A template is written differently, and says the same.",
    ]);
  });

  it("is both texts where a template is no JSON", () => {
    assert.deepEqual(told({ enrichment: "Hello <$.body.name>" }, { enrichment: "Bye <$.body.name>" }), [
      `${HEAD}its enrichment gets something else`,
      "What the enrichment gets before:",
      "Hello <$.body.name>",
      "And afterwards:",
      "Bye <$.body.name>",
    ]);
  });

  it("is everything without a template", () => {
    assert.deepEqual(told({}, { template: "<$.body>" }), [
      `${HEAD}its target gets something else`,
      "What the target gets was everything, and is made by a template now:",
      "<$.body>",
    ]);
    assert.deepEqual(told({ template: "<$.body>" }, {}).slice(1), [
      "What the target gets was made by a template, and is everything now.",
    ]);
  });

  it("is not shown where it is a secret, and known after apply where Terraform says so", () => {
    const mark = { target_parameters: [{ input_template: true }] };
    assert.deepEqual(
      told(
        { template: "<$.a>" },
        { template: "<$.b>" },
        { beforeSensitive: mark, afterSensitive: mark },
      ).slice(1),
      ["What the target gets changes (not shown)."],
    );
    assert.deepEqual(told({ template: "<$.a>" }, { more: STOPPED }, { unknown: mark }).slice(2), [
      "What the target gets is known after apply.",
    ]);
  });
});

describe("a pipe that is stopped", () => {
  it("is switched off", () => {
    assert.deepEqual(told({ more: { desired_state: "RUNNING" } }, { more: { desired_state: "STOPPED" } }), [
      `${HEAD}is switched off`,
      "desired_state: RUNNING → STOPPED",
    ]);
  });
});
