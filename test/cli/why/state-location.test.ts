import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stateLocation } from "../../../cli/why/state-location.ts";

describe("where the state of a stack is", () => {
  const at = (terraform: unknown, folder: string = "/app/cdktf.out/stacks/dev") =>
    stateLocation(JSON.stringify({ terraform }), folder);

  it("is a file of a local backend, seen from the folder in which Terraform runs", () => {
    const path = "../../../terraform.dev.tfstate";
    assert.deepEqual(at({ backend: { local: { path } } }), {
      kind: "file",
      path: "/app/terraform.dev.tfstate",
    });
    assert.deepEqual(at({ backend: { local: { path: "/app/x.tfstate" } } }), {
      kind: "file",
      path: "/app/x.tfstate",
    });
    const default_ = { kind: "file", path: "/app/cdktf.out/stacks/dev/terraform.tfstate" };
    assert.deepEqual(at({ backend: { local: {} } }), default_);
    assert.deepEqual(at({}), default_);
  });

  it("is elsewhere with any other backend", () => {
    assert.deepEqual(at({ backend: { s3: { bucket: "b" } } }), { kind: "elsewhere", backend: "s3" });
    assert.deepEqual(at({ cloud: { organization: "o" } }), { kind: "elsewhere", backend: "HCP Terraform" });
  });

  it("is elsewhere in another workspace", () => {
    const folder = mkdtempSync(join(tmpdir(), "state-"));
    try {
      mkdirSync(join(folder, ".terraform"));
      writeFileSync(join(folder, ".terraform/environment"), "prod\n");
      assert.deepEqual(at({}, folder), { kind: "elsewhere", backend: "the workspace prod" });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
