import assert from "node:assert/strict";
import { viewPlan } from "../../../review/changes/plan-view.ts";
import { weakerEntryDecisions } from "../../../review/decisions/weaker-entries.ts";
import { smallPlan } from "../small-plan.ts";
import { decisionLines } from "./decision-lines.ts";

const lines = (type: string, before: object, after: object, unknown: object = {}) =>
  decisionLines(
    weakerEntryDecisions(viewPlan(smallPlan([{ address: `${type}.x`, before, after, unknown }]))),
  );

describe("weakerEntryDecisions", () => {
  const index = (name: string, more: object = {}) => ({ name, hash_key: "c", read_capacity: 10, ...more });
  const table = (...global_secondary_index: object[]) => ({ global_secondary_index });

  it("names an index that is built anew, and one that has less capacity", () => {
    assert.deepEqual(
      lines(
        "aws_dynamodb_table",
        table(index("a"), index("b")),
        table(index("b", { read_capacity: 1 }), index("a", { hash_key: "d" })),
      ),
      [
        "destroy: aws_dynamodb_table.x builds the index a anew: queries of it fail until it is there.",
        "capacity: aws_dynamodb_table.x lets the index b be read less often.",
      ],
    );
  });

  it("asks nothing where entries only stand in another order, or come and go", () => {
    assert.deepEqual(
      lines("aws_dynamodb_table", table(index("a"), index("b")), table(index("b"), index("a"))),
      [],
    );
    assert.deepEqual(lines("aws_dynamodb_table", table(index("a")), table(index("b"))), []);
  });

  it("finds a path that can be called without encryption or a signed address", () => {
    const behavior = (viewer_protocol_policy: string, trusted_key_groups: string[]) => ({
      ordered_cache_behavior: [{ path_pattern: "/api/*", viewer_protocol_policy, trusted_key_groups }],
    });
    assert.deepEqual(
      lines("aws_cloudfront_distribution", behavior("https-only", ["k"]), behavior("allow-all", [])),
      [
        "protection: aws_cloudfront_distribution.x lets /api/* be called without encryption.",
        "public: aws_cloudfront_distribution.x no longer asks for signed addresses of /api/*.",
      ],
    );
  });

  it("says once what two settings of a route say, and nothing of what is known after apply", () => {
    const route = (throttling_burst_limit: number, throttling_rate_limit: number) => ({
      route_settings: [{ route_key: "GET /", throttling_burst_limit, throttling_rate_limit }],
    });
    assert.deepEqual(lines("aws_apigatewayv2_stage", route(100, 100), route(10, 10)), [
      "capacity: aws_apigatewayv2_stage.x takes fewer requests for GET /.",
    ]);
    assert.deepEqual(
      lines(
        "aws_cloudfront_distribution",
        { origin: [{ origin_id: "o", origin_access_control_id: "E1" }] },
        { origin: [{ origin_id: "o" }] },
        { origin: [{ origin_access_control_id: true }] },
      ),
      [],
    );
  });

  const origin = (more: object) => ({ origin: [{ origin_id: "other" }, { origin_id: "shop", ...more }] });

  it("finds an origin that is called without encryption, or with an older one", () => {
    const custom = (origin_protocol_policy: string, ...origin_ssl_protocols: string[]) =>
      origin({ custom_origin_config: [{ origin_protocol_policy, origin_ssl_protocols }] });
    assert.deepEqual(
      lines(
        "aws_cloudfront_distribution",
        custom("https-only", "TLSv1.2"),
        custom("http-only", "TLSv1.2", "TLSv1"),
      ),
      [
        "protection: aws_cloudfront_distribution.x may call shop without encryption.",
        "protection: aws_cloudfront_distribution.x calls shop with an older encryption.",
      ],
    );
  });

  it("finds an origin that is open from now on, but for one that is signed for in another way", () => {
    const before = origin({ s3_origin_config: [{ origin_access_identity: "origin-access-identity/E1" }] });
    assert.deepEqual(lines("aws_cloudfront_distribution", before, origin({ s3_origin_config: [] })), [
      "protection: aws_cloudfront_distribution.x no longer signs what it asks of shop: the origin answers only if everybody may read it.",
    ]);
    const signed = origin({ s3_origin_config: [], origin_access_control_id: "E2" });
    assert.deepEqual(lines("aws_cloudfront_distribution", before, signed), []);
    const unknown = { origin: [{}, { origin_access_control_id: true }] };
    assert.deepEqual(lines("aws_cloudfront_distribution", before, origin({}), unknown), []);
  });

  it("finds a rule of a firewall that lets more through", () => {
    const rule = (statement: object) => ({ rule: [{ name: "r", statement: [statement] }] });
    const rate = (limit: number) => rule({ rate_based_statement: [{ limit }] });
    assert.deepEqual(lines("aws_wafv2_web_acl", rate(100), rate(20000)), [
      "protection: aws_wafv2_web_acl.x lets more requests through by the rule r.",
    ]);
    const managed = (action: string) =>
      rule({
        managed_rule_group_statement: [
          {
            rule_action_override: [
              { name: "SQLi_BODY", action_to_use: [{ allow: [], block: [], count: [], [action]: [{}] }] },
            ],
          },
        ],
      });
    assert.deepEqual(lines("aws_wafv2_web_acl", managed("block"), managed("count")), [
      "protection: aws_wafv2_web_acl.x only counts, or lets through, more of what the rule r finds.",
    ]);
    assert.deepEqual(lines("aws_wafv2_web_acl", managed("count"), managed("block")), []);
  });

  it("finds an alarm that works out its figure in another way, or of another metric", () => {
    const measures = (expression: string, metric_name: string) => ({
      metric_query: [
        { id: "rate", expression, metric: [] },
        { id: "errors", expression: "", metric: [{ metric_name }] },
      ],
    });
    assert.deepEqual(
      lines(
        "aws_cloudwatch_metric_alarm",
        measures("errors/calls", "Errors"),
        measures("errors", "Throttles"),
      ),
      [
        "protection: aws_cloudwatch_metric_alarm.x works out rate in another way: it may alarm in other cases.",
        "protection: aws_cloudwatch_metric_alarm.x takes another metric for errors.",
      ],
    );
  });
});
