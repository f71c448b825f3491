import assert from "node:assert/strict";
import { readStreamSources } from "../../../local/bus/stream-source.ts";
import { mappingUuid } from "../../../local/synthesized/computed-attributes.ts";
import { resolvedStack } from "../synthesized/declared-stack.ts";

const STREAM = "arn:aws:dynamodb:eu-west-1:123456789012:table/news/stream/1970-01-01T00:00:00.000";
const UUID = mappingUuid("tell", STREAM);
const QUEUE = "arn:aws:sqs:eu-west-1:123456789012:failures";

describe("the mapping of a stream to a function", () => {
  const read = (attributes: object) =>
    readStreamSources(
      resolvedStack({
        "aws_dynamodb_table.news": { name: "news", stream_enabled: true, stream_view_type: "KEYS_ONLY" },
        "aws_lambda_event_source_mapping.news": {
          event_source_arn: "${aws_dynamodb_table.news.stream_arn}",
          function_name: "tell",
          starting_position: "LATEST",
          ...attributes,
        },
      }),
    );

  it("has Lambda's defaults where the stack says nothing", () => {
    assert.deepEqual(read({}), [
      {
        uuid: UUID,
        streamArn: STREAM,
        functionArn: "tell",
        batchSize: 100,
        batchingWindowSeconds: 0,
        isReportingItems: false,
        filters: undefined,
        isBisecting: false,
        parallelizationFactor: 1,
      },
    ]);
  });

  for (const [shape, block] of [
    ["blocks", (fields: object) => fields],
    ["lists of one block", (fields: object) => [fields]],
  ] as const) {
    it(`has what the stack says, with ${shape}`, () => {
      const attributes = {
        batch_size: 5,
        maximum_batching_window_in_seconds: 30,
        function_response_types: ["ReportBatchItemFailures"],
        filter_criteria: block({ filter: block({ pattern: '{"eventName":["INSERT"]}' }) }),
        bisect_batch_on_function_error: true,
        maximum_retry_attempts: 3,
        maximum_record_age_in_seconds: 60,
        parallelization_factor: 4,
        tumbling_window_in_seconds: 120,
        destination_config: block({ on_failure: block({ destination_arn: QUEUE }) }),
      };
      assert.deepEqual(read(attributes), [
        {
          uuid: UUID,
          streamArn: STREAM,
          functionArn: "tell",
          batchSize: 5,
          batchingWindowSeconds: 30,
          isReportingItems: true,
          filters: [{ eventName: ["INSERT"] }],
          isBisecting: true,
          maximumRetryAttempts: 3,
          maximumRecordAgeSeconds: 60,
          onFailureArn: QUEUE,
          parallelizationFactor: 4,
          tumblingWindowSeconds: 120,
        },
      ]);
    });
  }

  it("has no limits where they are -1", () => {
    const [source = assert.fail()] = read({ maximum_retry_attempts: -1, maximum_record_age_in_seconds: -1 });
    assert.deepEqual([source.maximumRetryAttempts, source.maximumRecordAgeSeconds], [undefined, undefined]);
  });

  it("is refused with a FIFO queue for what is given up", () => {
    const destination_config = { on_failure: { destination_arn: `${QUEUE}.fifo` } };
    assert.throws(() => read({ destination_config }), {
      name: "UserError",
      message:
        "aws_lambda_event_source_mapping.news: Expected a standard queue or topic as failure destination, " +
        `but found ${QUEUE}.fifo. Name a standard one; AWS takes no FIFO queues and topics here.`,
    });
  });

  it("is left out where it is disabled", () => {
    assert.deepEqual(read({ enabled: false }), []);
  });
});
