import assert from "node:assert/strict";
import {
  createLambdaRuntime,
  type LambdaRuntime,
  type LambdaSpec,
} from "../../../local/lambda/lambda-runtime.ts";
import { createFunctionFolder, type FunctionFolder } from "./function-folder.ts";
import { hasPython } from "./has-python.ts";

describe("the log of a function with Lambda's own lines", () => {
  let folder: FunctionFolder;
  let runtime: LambdaRuntime;
  let lines: string[];

  before(() => {
    folder = createFunctionFolder();
    runtime = createLambdaRuntime({
      region: "eu-west-1",
      accountId: "123456789012",
      endpoints: {},
      onLog: ({ text }) => lines.push(text),
      onSystemLog: ({ functionName, text }) => lines.push(`${functionName}: ${text}`),
      report: () => {},
    });
  });
  beforeEach(() => {
    lines = [];
  });
  after(async () => {
    await runtime.close();
    folder.remove();
  });

  /** The lines of an invocation, with what differs from run to run taken out. */
  const logOf = async (spec: LambdaSpec) => {
    lines = [];
    const { requestId } = await runtime.invoke(spec, {});
    return lines.map((line) =>
      line
        .replace(`${spec.name}: `, "")
        .replaceAll(requestId, "ID")
        .replace(/\tMax Memory Used: \d+ MB/, "")
        .replaceAll(/: \d+(\.\d\d)? ms/g, ": N ms"),
    );
  };
  const REPORT = "REPORT RequestId: ID\tDuration: N ms\tBilled Duration: N ms\tMemory Size: 256 MB";

  const LOUD = `console.log("loaded");
    exports.handler = async () => { console.log("one"); console.error("two"); };`;

  it("puts the init phase before the start, and the handler between start and end", async () => {
    const spec = folder.function(LOUD);
    const [loaded, start, ...rest] = await logOf(spec);
    assert.deepEqual([loaded, start], ["loaded", "START RequestId: ID Version: $LATEST"]);
    assert.deepEqual(rest.slice(0, 2).sort(), ["one", "two"]);
    assert.deepEqual(rest.slice(2), ["END RequestId: ID", `${REPORT}\tInit Duration: N ms\t`]);
  });

  it("tells no init phase of a warm environment", async () => {
    const spec = folder.function("exports.handler = async () => {};");
    await logOf(spec);
    assert.deepEqual(await logOf(spec), [
      "START RequestId: ID Version: $LATEST",
      "END RequestId: ID",
      `${REPORT}\t`,
    ]);
  });

  it("is the same for Python", async function () {
    if (!hasPython()) this.skip();
    const spec = folder.python("print('loaded')\ndef handler(event, context):\n    print('called')");
    assert.deepEqual(await logOf(spec), [
      "loaded",
      "START RequestId: ID Version: $LATEST",
      "called",
      "END RequestId: ID",
      `${REPORT}\tInit Duration: N ms\t`,
    ]);
  });

  it("tells a timeout", async () => {
    const source = "exports.handler = () => new Promise((resolve) => setTimeout(resolve, 60_000));";
    assert.deepEqual((await logOf(folder.function(source, { timeoutSeconds: 0.25 }))).slice(1), [
      "END RequestId: ID",
      `${REPORT}\tInit Duration: N ms\tStatus: timeout`,
    ]);
  });

  it("tells that the process ended, after its last words", async () => {
    const source = "exports.handler = async () => { process.stdout.write('last words'); process.exit(1); };";
    assert.deepEqual(await logOf(folder.function(source)), [
      "START RequestId: ID Version: $LATEST",
      "last words",
      "END RequestId: ID",
      `${REPORT}\tInit Duration: N ms\tStatus: error\tError Type: Runtime.ExitError`,
    ]);
  });

  it("tells that there was too little memory", async () => {
    const source = "exports.handler = async () => { Buffer.alloc(600 * 1024 ** 2, 1); };";
    assert.deepEqual((await logOf(folder.function(source))).slice(2), [
      `${REPORT}\tInit Duration: N ms\tStatus: error\tError Type: Runtime.OutOfMemory`,
    ]);
  });

  it("has a start after an init phase that has failed twice", async () => {
    const spec = folder.function("console.log('loading'); require('no-such-package');");
    assert.deepEqual(await logOf(spec), [
      "loading",
      "loading",
      "START RequestId: ID Version: $LATEST",
      "END RequestId: ID",
      `${REPORT}\tStatus: error\tError Type: Runtime.ImportModuleError`,
    ]);
  });

  it("is JSON where the function's logs are", async () => {
    const spec = folder.function("exports.handler = async () => {};", { logFormat: "JSON" });
    const events = (await logOf(spec)).map((line) => JSON.parse(line));
    assert.deepEqual(
      events.map(({ type, record }) => [type, record.requestId, record.status]),
      [
        ["platform.start", "ID", undefined],
        ["platform.report", "ID", "success"],
      ],
    );
  });
});
