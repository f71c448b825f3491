import assert from "node:assert/strict";
import { matchesPattern } from "../../../local/events/matches-pattern.ts";
import { ImagePipeline, type ImagePipelineProps } from "../../../modules/image-pipeline/image-pipeline.ts";
import { refuses } from "../refuses.ts";
import { type Blocks, type StackJson, synthesizedStack } from "../synthesized-app.ts";

const FUNCTIONS = [
  "catalog",
  "compress",
  "crop",
  "digest",
  "filter",
  "inspect",
  "notify",
  "prepare",
  "recognize",
];
const QUEUES = ["notify_failures", "outcomes", "outcomes_dead", "refused", "refused_dead", "undelivered"];
const BUCKETS = ["results", "uploads"];

const ADDRESSES = {
  aws_cloudwatch_event_archive: ["announcements"],
  aws_cloudwatch_event_bus: ["announcements"],
  aws_cloudwatch_event_rule: ["new_photos", "photo_done", "photo_processed", "photo_refused"],
  aws_cloudwatch_event_target: [
    "new_photos_pipeline",
    "photo_done_digest",
    "photo_processed_notify",
    "photo_refused_notify",
    "photo_refused_queue",
  ],
  aws_cloudwatch_log_group: [...FUNCTIONS, "pipeline"].sort(),
  aws_iam_role: [...FUNCTIONS, "new_photos", "pipeline"].sort(),
  aws_iam_role_policy: [...FUNCTIONS, "new_photos", "pipeline"].sort(),
  aws_kms_alias: ["photos"],
  aws_kms_key: ["photos"],
  aws_lambda_alias: FUNCTIONS,
  aws_lambda_event_source_mapping: ["digests"],
  aws_lambda_function: FUNCTIONS,
  aws_lambda_function_event_invoke_config: ["notify"],
  aws_lambda_layer_version: ["image_kit", "sharp"],
  aws_lambda_permission: ["photo_processed_notify", "photo_refused_notify"],
  aws_s3_bucket: BUCKETS,
  aws_s3_bucket_lifecycle_configuration: BUCKETS,
  aws_s3_bucket_notification: ["uploads"],
  aws_s3_bucket_ownership_controls: BUCKETS,
  aws_s3_bucket_policy: BUCKETS,
  aws_s3_bucket_public_access_block: BUCKETS,
  aws_s3_bucket_server_side_encryption_configuration: BUCKETS,
  aws_s3_bucket_versioning: BUCKETS,
  aws_sfn_state_machine: ["pipeline"],
  aws_sqs_queue: QUEUES,
  aws_sqs_queue_policy: QUEUES,
};

function synthesized(props: ImagePipelineProps): StackJson {
  return synthesizedStack((stack) => {
    new ImagePipeline(stack, "Default", props);
  });
}

function addresses(blocks: Blocks): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(blocks).map(([type, named]) => [type, Object.keys(named)]));
}

describe("the image pipeline as a construct", () => {
  for (const [architecture, word] of [
    ["arm64", "arm64"],
    ["x64", "x86_64"],
  ] as const) {
    it(`has these resources, its functions for ${architecture}`, () => {
      const { resource } = synthesized({ architecture });
      assert.deepEqual(addresses(resource), ADDRESSES);
      for (const [name, fn] of Object.entries(resource.aws_lambda_function ?? {})) {
        assert.deepEqual(fn.architectures, [word], name);
      }
      assert.deepEqual(resource.aws_lambda_layer_version?.sharp?.compatible_architectures, [word]);
    });
  }

  it("sends the events of uploads only when what they start stands", () => {
    const { resource } = synthesized({});
    assert.deepEqual(resource.aws_s3_bucket_notification?.uploads, {
      bucket: "${aws_s3_bucket.uploads.id}",
      eventbridge: true,
      depends_on: ["aws_cloudwatch_event_target.new_photos_pipeline"],
    });
  });

  it("starts with every upload that is not too large", () => {
    const { resource } = synthesized({ parameters: { maxUploadBytes: 1000 } });
    const pattern = resource.aws_cloudwatch_event_rule?.new_photos?.event_pattern;
    const starts = (key: string, size = 1000) =>
      matchesPattern(pattern, {
        source: "aws.s3",
        "detail-type": "Object Created",
        detail: { bucket: { name: "${aws_s3_bucket.uploads.bucket}" }, object: { key, size } },
      });
    for (const key of ["uploads/a b/cat.jpg", "uploads/CAT.JPG", "uploads/paper"]) {
      assert.equal(starts(key), true, key);
    }
    assert.equal(starts("pictures/cat.jpg"), false);
    assert.equal(starts("uploads/cat.jpg", 1001), false);
  });

  it("keeps what it stores as long as it is told", () => {
    const { resource } = synthesized({
      forceDestroy: true,
      retention: { uploadDays: 5, resultDays: 6, rejectedDays: 7, logDays: 30 },
    });
    const expirations = (bucket: string) => {
      const rules = resource.aws_s3_bucket_lifecycle_configuration?.[bucket]?.rule as readonly {
        readonly filter: readonly [{ readonly prefix: string }];
        readonly expiration?: readonly [{ readonly days: number }];
      }[];
      return rules.flatMap(({ filter, expiration }) =>
        expiration === undefined ? [] : [[filter[0].prefix, expiration[0].days]],
      );
    };
    assert.deepEqual(expirations("uploads"), [["uploads/", 5]]);
    assert.deepEqual(expirations("results"), [
      ["catalog/", 6],
      ["claims/", 30],
      ["digests/", 6],
      ["notices/", 6],
      ["pictures/", 6],
      ["rejected/", 7],
      ["working/", 1],
    ]);
    for (const [name, group] of Object.entries(resource.aws_cloudwatch_log_group ?? {})) {
      assert.equal(group.retention_in_days, 30, name);
    }
    for (const [name, bucket] of Object.entries(resource.aws_s3_bucket ?? {})) {
      assert.equal(bucket.force_destroy, true, name);
    }
  });

  const outOfRange: readonly (readonly [ImagePipelineProps["parameters"], string])[] = [
    [{ maxUploadBytes: 0 }, "maxUploadBytes: Expected number to be >=1, but found 0."],
    [{ workingSidePx: 63 }, "workingSidePx: Expected number to be >=64, but found 63."],
    [{ formats: [] }, "formats: Expected array to have >=1 items, but found []."],
    [
      { formats: [{ format: "webp", quality: 0 }] },
      "formats[0].quality: Expected number to be >=1, but found 0.",
    ],
    [
      { crops: [{ name: "Square", width: 1, height: 1, position: "centre" }] },
      'crops[0].name: Expected lower case letters, digits and -, but found "Square".',
    ],
    [
      { filters: ["blur", "sepia", "blur"] },
      'filters: Expected each filter once, but found ["blur","sepia","blur"].',
    ],
    [{ minConfidence: 101 }, "minConfidence: Expected number to be <=100, but found 101."],
  ];
  for (const [parameters, message] of outOfRange) {
    it(`refuses the parameters ${JSON.stringify(parameters)}`, () => {
      refuses(`app/photos, parameters.${message} Correct the value.`, (stack) => {
        new ImagePipeline(stack, "photos", { ...(parameters && { parameters }) });
      });
    });
  }
});
