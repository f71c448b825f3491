import assert from "node:assert/strict";
import { deployedZips } from "../../../review/code/deployed-zip.ts";
import type { Json } from "../../../review/plan/json.ts";

const OLD = `${"o".repeat(43)}=`;
const NEW = `${"n".repeat(43)}=`;
const fn = (values: { readonly [key: string]: Json }) => ({
  mode: "managed",
  type: "aws_lambda_function",
  name: "compress",
  values,
});

describe("the zips that are deployed", () => {
  const zip = { kind: "function", name: "compress", sha256: OLD, isForeign: false };

  it("are read from a state as Terraform keeps it, without what waits for its removal", () => {
    const instances: Json = [
      { attributes: { source_code_hash: OLD, code_sha256: OLD } },
      { deposed: "0f3c", attributes: { code_sha256: NEW } },
    ];
    const resources = [
      { mode: "managed", type: "aws_lambda_function", name: "compress", instances },
      { mode: "data", type: "aws_lambda_function", name: "other", instances },
      { mode: "managed", type: "aws_sqs_queue", name: "work", instances },
    ];
    assert.deepEqual(deployedZips({ version: 4, resources }), [zip]);
  });

  it("are read from what terraform show prints of a state, modules too", () => {
    const layer = { ...fn({ source_code_hash: OLD }), type: "aws_lambda_layer_version", name: "sharp" };
    const root_module = {
      resources: [fn({ source_code_hash: OLD, code_sha256: OLD })],
      child_modules: [{ resources: [layer] }],
    };
    assert.deepEqual(deployedZips({ format_version: "1.0", values: { root_module } }), [
      zip,
      { kind: "layer", name: "sharp", sha256: OLD, isForeign: false },
    ]);
    assert.deepEqual(deployedZips({ format_version: "1.0" }), []);
  });

  it("are those before a plan, and none for what it creates", () => {
    const change = (name: string, before: Json) => ({
      ...fn({}),
      name,
      change: { before, after: { source_code_hash: NEW } },
    });
    const resource_changes = [change("compress", { source_code_hash: OLD }), change("crop", null)];
    assert.deepEqual(deployedZips({ format_version: "1.2", resource_changes }), [zip]);
  });

  it("are what Lambda has, not what a deploy that failed has left in the state", () => {
    const root_module = { resources: [fn({ source_code_hash: NEW, code_sha256: OLD })] };
    assert.deepEqual(deployedZips({ format_version: "1.0", values: { root_module } }), [
      { ...zip, isForeign: true },
    ]);
  });

  it("are what Terraform gave where AWS has signed it", () => {
    const signed = { source_code_hash: OLD, code_sha256: NEW, signing_job_arn: "arn:aws:signer:::job" };
    const root_module = { resources: [fn(signed)] };
    assert.deepEqual(deployedZips({ format_version: "1.0", values: { root_module } }), [zip]);
  });

  it("are no digest that is none, and nothing of what is no state", () => {
    const root_module = { resources: [fn({ source_code_hash: "later" }), fn({ image_uri: "x" })] };
    assert.deepEqual(deployedZips({ format_version: "1.0", values: { root_module } }), []);
    assert.equal(deployedZips({ artifacts: [] }), undefined);
    assert.equal(deployedZips(null), undefined);
  });
});
