import assert from "node:assert/strict";
import { viewPlan } from "../../../review/changes/plan-view.ts";
import { apiBodyDecisions } from "../../../review/decisions/api-bodies.ts";
import { smallPlan } from "../small-plan.ts";
import { decisionLines } from "./decision-lines.ts";

const lines = (before: object, after: object) =>
  decisionLines(
    apiBodyDecisions(
      viewPlan(
        smallPlan([
          {
            address: "aws_api_gateway_rest_api.x",
            before: { body: JSON.stringify({ openapi: "3.0.1", ...before }) },
            after: { body: JSON.stringify({ openapi: "3.0.1", ...after }) },
          },
        ]),
      ),
    ),
  );

const asks = { security: [{ users: [] }] };

describe("apiBodyDecisions", () => {
  it("names routes that no longer ask for authorization", () => {
    const before = { paths: { "/photos": { get: asks, post: asks } } };
    const said = ["public: aws_api_gateway_rest_api.x lets POST /photos be called without authorization."];
    assert.deepEqual(lines(before, { paths: { "/photos": { get: asks, post: {} } } }), said);
    assert.deepEqual(lines(before, { paths: { "/photos": { get: asks, post: { security: [{}] } } } }), said);
  });

  it("takes what the whole document asks for as asked of each route that says nothing", () => {
    const paths = { "/photos": { get: {} } };
    assert.deepEqual(lines({ ...asks, paths }, { paths }), [
      "public: aws_api_gateway_rest_api.x lets GET /photos be called without authorization.",
    ]);
    assert.deepEqual(lines({ ...asks, paths }, { paths: { "/photos": { get: asks } } }), []);
  });

  it("finds a new open route beside those that ask, but no OPTIONS, and none where nothing asked", () => {
    const photos = { "/photos": { get: asks } };
    assert.deepEqual(lines({ paths: photos }, { paths: { ...photos, "/a": { get: {}, options: {} } } }), [
      "public: aws_api_gateway_rest_api.x lets GET /a be called without authorization.",
    ]);
    const open = { "/photos": { get: {} } };
    assert.deepEqual(lines({ paths: open }, { paths: { ...open, "/a": { get: {} } } }), []);
  });

  it("names routes that are gone", () => {
    const any = { "x-amazon-apigateway-any-method": {} };
    assert.deepEqual(lines({ paths: { "/a": any, "/b": { get: {} } } }, { paths: { "/b": { get: {} } } }), [
      "contract: aws_api_gateway_rest_api.x no longer serves ANY /a: its callers fail.",
    ]);
  });

  it("says nothing of what it cannot read", () => {
    const before = { body: "openapi: 3.0.1" };
    const plan = smallPlan([
      { address: "aws_apigatewayv2_api.x", before, after: { body: "openapi: 3.1.0" } },
    ]);
    assert.deepEqual(apiBodyDecisions(viewPlan(plan)), []);
  });
});
