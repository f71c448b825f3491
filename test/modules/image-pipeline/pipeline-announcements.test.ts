import assert from "node:assert/strict";
import { matchesPattern } from "../../../local/events/matches-pattern.ts";
import { targetInput } from "../../../local/events/target-input.ts";
import { ImagePipeline } from "../../../modules/image-pipeline/image-pipeline.ts";
import { type Blocks, synthesizedStack } from "../synthesized-app.ts";

const RULES = ["photo_processed", "photo_refused", "photo_done"];

function announcement(status: string) {
  const detail = { status, name: 'a "cat".jpg', version: "abc", labels: ["cat"], folder: "pictures/cat/" };
  return { source: "terraloom.images", "detail-type": "Image Processed", detail };
}

describe("what the image pipeline announces", () => {
  let resource: Blocks;
  before(() => {
    ({ resource } = synthesizedStack((stack) => {
      new ImagePipeline(stack, "Default");
    }));
  });

  /** What each target of the bus receives of an announcement, by the target's address. */
  function received(status: string): Readonly<Record<string, unknown>> {
    const event = announcement(status);
    const matching = RULES.filter((name) =>
      matchesPattern(resource.aws_cloudwatch_event_rule?.[name]?.event_pattern, event),
    );
    const targets = Object.entries(resource.aws_cloudwatch_event_target ?? {}).filter(([, { rule }]) =>
      matching.some((name) => rule === `\${aws_cloudwatch_event_rule.${name}.name}`),
    );
    return Object.fromEntries(targets.map(([address, target]) => [address, inputOf(target, event)]));
  }

  function inputOf(
    target: Readonly<Record<string, unknown>>,
    event: ReturnType<typeof announcement>,
  ): unknown {
    const rule = { arn: "arn:rule", name: "rule", ingestionTime: "2026-01-01T00:00:00Z" };
    if (typeof target.input_path === "string")
      return targetInput({ inputPath: target.input_path }, event, rule);
    const { input_paths, input_template } = target.input_transformer as {
      readonly input_paths: Readonly<Record<string, string>>;
      readonly input_template: string;
    };
    return targetInput(
      { inputTransformer: { inputPaths: input_paths, inputTemplate: input_template } },
      event,
      rule,
    );
  }

  it("of a processed photo becomes a notice and a part of a digest", () => {
    assert.deepEqual(received("processed"), {
      photo_processed_notify: {
        kind: "processed",
        name: 'a "cat".jpg',
        version: "abc",
        summary: 'a "cat".jpg was processed',
      },
      photo_done_digest: { name: 'a "cat".jpg', version: "abc", status: "processed", labels: ["cat"] },
    });
  });

  for (const status of ["rejected", "failed"]) {
    it(`of a ${status} photo becomes a notice, a part of a digest and a message for people`, () => {
      assert.deepEqual(received(status), {
        photo_refused_notify: {
          kind: "refused",
          name: 'a "cat".jpg',
          version: "abc",
          summary: `a "cat".jpg was ${status}`,
        },
        photo_refused_queue: announcement(status).detail,
        photo_done_digest: { name: 'a "cat".jpg', version: "abc", status, labels: ["cat"] },
      });
    });
  }

  it("reaches nobody when another app says it", () => {
    const foreign = { ...announcement("processed"), source: "other" };
    for (const name of RULES) {
      const pattern = resource.aws_cloudwatch_event_rule?.[name]?.event_pattern;
      assert.equal(matchesPattern(pattern, foreign), false, name);
    }
  });

  it("is summed up by up to 100, after 30 seconds at the latest", () => {
    const mapping = resource.aws_lambda_event_source_mapping?.digests;
    assert.equal(mapping?.batch_size, 100);
    assert.equal(mapping?.maximum_batching_window_in_seconds, 30);
    assert.equal(mapping?.function_name, "${aws_lambda_alias.digest.arn}");
  });
});
