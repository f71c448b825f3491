import assert from "node:assert/strict";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import {
  createLambdaRuntime,
  type LambdaRuntime,
  type LambdaSpec,
} from "../../../local/lambda/lambda-runtime.ts";
import { watchStorage } from "../../../local/lambda/storage-watch.ts";
import { createFunctionFolder, type FunctionFolder } from "./function-folder.ts";
import { hasPython } from "./has-python.ts";

describe("the temporary folder of a function", () => {
  let folder: FunctionFolder;
  let runtime: LambdaRuntime;

  before(() => {
    folder = createFunctionFolder();
    runtime = createLambdaRuntime({
      region: "eu-west-1",
      accountId: "123456789012",
      endpoints: {},
      report: () => {},
    });
  });
  after(async () => {
    await runtime.close();
    folder.remove();
  });

  /** Leaves a file of a megabyte's size for each name, in a folder of its own, and then does what it is given. */
  const leaving = (rest: string, changes: Partial<LambdaSpec> = {}) =>
    folder.function(
      `const { mkdirSync, truncateSync, writeFileSync } = require("node:fs");
      const folder = require("node:os").tmpdir() + "/deep";
      exports.handler = async ({ names }) => {
        mkdirSync(folder, { recursive: true });
        for (const name of names) {
          writeFileSync(folder + "/" + name, "");
          truncateSync(folder + "/" + name, 1024 ** 2);
        }
        ${rest}
      };`,
      { ephemeralStorageMb: 2, ...changes },
    );

  it("may be as full as its ephemeral_storage is large", async () => {
    const { payload } = await runtime.invoke(leaving("return 'left';"), { names: ["a", "b"] });
    assert.equal(payload, "left");
  });

  it("fails a function that leaves more in it, and goes with its environment", async () => {
    const spec = leaving("return folder;");
    const { payload: path } = await runtime.invoke(spec, { names: ["a"] });
    const { payload, functionError } = await runtime.invoke(spec, { names: ["b", "c"] });
    assert.deepEqual(payload, {
      errorType: "Error",
      errorMessage:
        "ENOSPC: no space left on device: the function holds 3 MB in its temporary folder, its ephemeral_storage is 2 MB",
      trace: [],
    });
    assert.equal(functionError, "Unhandled");
    assert.equal(existsSync(String(path)), false);
    assert.equal((await runtime.invoke(spec, { names: ["a"] })).isColdStart, true);
  });

  it("has room for 512 MB where nothing is said", async () => {
    const source = (bytes: number) =>
      `exports.handler = async () => {
        const file = require("node:os").tmpdir() + "/large";
        require("node:fs").writeFileSync(file, "");
        require("node:fs").truncateSync(file, ${bytes});
      };`;
    const full = await runtime.invoke(folder.function(source(512 * 1024 ** 2)), {});
    const over = await runtime.invoke(folder.function(source(512 * 1024 ** 2 + 1)), {});
    assert.deepEqual([full.functionError, over.functionError], [undefined, "Unhandled"]);
  });

  it("ends a function in the middle that goes on with more in it", async () => {
    const spec = leaving("await new Promise((resolve) => setTimeout(resolve, 60_000));");
    const { payload } = await runtime.invoke(spec, { names: ["a", "b", "c"] });
    assert.equal((payload as Record<string, unknown>).errorType, "Error");
  });

  it("fails a function for Python as Python tells it", async function () {
    if (!hasPython()) this.skip();
    const spec = folder.python(
      `import os, tempfile
def handler(event, context):
    with open(os.path.join(tempfile.gettempdir(), "large"), "wb") as file:
        file.truncate(600 * 1024 ** 2)`,
    );
    const { payload, requestId } = await runtime.invoke(spec, {});
    assert.deepEqual(payload, {
      errorType: "OSError",
      errorMessage:
        "[Errno 28] No space left on device: the function holds 600 MB in its temporary folder, its ephemeral_storage is 512 MB",
      requestId,
      stackTrace: [],
    });
  });
});

describe("watchStorage", () => {
  let folder: FunctionFolder;
  before(() => {
    folder = createFunctionFolder();
    folder.write("watched/one", "12345");
    folder.write("watched/deep/two", "123");
  });
  after(() => folder.remove());

  it("sums the files of all folders", async () => {
    assert.equal(await watchStorage(join(folder.path, "watched"), 10).usedBytes(), 8);
  });

  it("does not count what was deleted", async () => {
    folder.write("changed/one", "12345");
    const watch = watchStorage(join(folder.path, "changed"), 10);
    const before = await watch.usedBytes();
    rmSync(join(folder.path, "changed/one"));
    assert.deepEqual([before, await watch.usedBytes()], [5, 0]);
  });

  it("finds nothing in a folder that is gone", async () => {
    assert.equal(await watchStorage(join(folder.path, "gone"), 10).usedBytes(), 0);
  });

  it("tells once there is more than may be", async () => {
    const watch = watchStorage(join(folder.path, "watched"), 7);
    assert.equal(await new Promise((resolve) => watch.start(resolve)), 8);
  });
});
