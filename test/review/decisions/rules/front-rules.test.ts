import assert from "node:assert/strict";
import { ruleLines } from "./rule-lines.ts";

describe("the rules about what users meet first", () => {
  for (const [type, before, after, said] of [
    [
      "aws_cloudfront_distribution",
      { restrictions: [{ geo_restriction: [{ restriction_type: "whitelist" }] }] },
      { restrictions: [{ geo_restriction: [{ restriction_type: "none" }] }] },
      [
        "protection: aws_cloudfront_distribution.x serves every country (restrictions.geo_restriction.restriction_type: whitelist → none).",
      ],
    ],
    [
      "aws_cloudfront_distribution",
      { default_cache_behavior: [{ response_headers_policy_id: "p1" }] },
      { default_cache_behavior: [{ response_headers_policy_id: "" }] },
      [
        "protection: aws_cloudfront_distribution.x no longer adds the headers of its policy, which may protect browsers (default_cache_behavior.response_headers_policy_id: p1 → none).",
      ],
    ],
    [
      "aws_lb_listener",
      { protocol: "HTTPS" },
      { protocol: "HTTP" },
      ["protection: aws_lb_listener.x takes connections without encryption (protocol: HTTPS → HTTP)."],
    ],
    [
      "aws_lb",
      { drop_invalid_header_fields: true },
      { drop_invalid_header_fields: false },
      [
        "protection: aws_lb.x passes on headers that are no valid ones (drop_invalid_header_fields: true → false).",
      ],
    ],
    [
      "aws_api_gateway_domain_name",
      { security_policy: "SecurityPolicy_TLS13_1_3_2025_09" },
      { security_policy: "TLS_1_2" },
      [
        "protection: aws_api_gateway_domain_name.x takes connections with an older encryption (security_policy: SecurityPolicy_TLS13_1_3_2025_09 → TLS_1_2).",
      ],
    ],
  ] as const) {
    it(said.join(" "), () => assert.deepEqual(ruleLines(type, before, after), said));
  }

  it("ask nothing of a distribution that takes newer connections only", () => {
    assert.deepEqual(
      ruleLines(
        "aws_cloudfront_distribution",
        { viewer_certificate: [{ minimum_protocol_version: "TLSv1" }] },
        { viewer_certificate: [{ minimum_protocol_version: "TLSv1.2_2021" }] },
      ),
      [],
    );
  });
});
