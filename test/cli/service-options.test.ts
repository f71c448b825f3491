import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { addServiceOptions } from "../../cli/service-options.ts";

function parsed(...args: readonly string[]): object {
  const command = addServiceOptions(new Command().exitOverride().configureOutput({ writeErr: () => {} }));
  return command.parse(args, { from: "user" }).opts();
}

describe("the options for services", () => {
  it("name endpoints by service", () => {
    assert.deepEqual(
      parsed("--endpoint", "rekognition=http://127.0.0.1:4566", "--endpoint", "s3=https://x"),
      {
        endpoint: { rekognition: "http://127.0.0.1:4566", s3: "https://x" },
      },
    );
  });

  for (const text of [
    "rekognition",
    "rekognition=",
    "=http://x",
    "rekognition=ftp://x",
    "rekognition=x",
    "A=http://x",
  ]) {
    it(`refuse --endpoint ${text}`, () => {
      assert.throws(() => parsed("--endpoint", text), {
        code: "commander.invalidArgument",
        message:
          `error: option '--endpoint <service=url>' argument '${text}' is invalid. Expected <service>=<url>, such as ` +
          "rekognition=http://127.0.0.1:4566; a service is named as in aws-sdk:<service>.",
      });
    });
  }

  it("read canned answers from a file", () => {
    const folder = mkdtempSync(join(tmpdir(), "terraloom-canned-"));
    try {
      const path = join(folder, "canned.json");
      writeFileSync(path, '{"ecs:runTask":{"result":{"ok":true}}}');
      assert.deepEqual(parsed("--canned", path), { canned: { "ecs:runTask": { result: { ok: true } } } });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("refuse a file of canned answers that is not there", () => {
    assert.throws(() => parsed("--canned", "nowhere/canned.json"), {
      name: "UserError",
      message:
        "nowhere/canned.json: Expected a JSON file with answers, but found nothing that can be read. " +
        "Correct the path after --canned.",
    });
  });
});
