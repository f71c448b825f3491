import assert from "node:assert/strict";
import { createLambdaRuntime, type LambdaRuntime } from "../../../local/lambda/lambda-runtime.ts";
import { createFunctionFolder, type FunctionFolder } from "./function-folder.ts";

describe("a handler that streams its response", () => {
  let folder: FunctionFolder;
  let runtime: LambdaRuntime;
  before(() => {
    folder = createFunctionFolder();
    runtime = createLambdaRuntime({ region: "eu-west-1", accountId: "123456789012", endpoints: {} });
  });
  after(async () => {
    await runtime.close();
    folder.remove();
  });

  const run = (body: string) =>
    runtime.invoke(
      folder.function(
        `exports.handler = awslambda.streamifyResponse(async (event, stream, context) => { ${body} });`,
      ),
      { id: 7 },
    );

  it("gives the whole of it once the stream has ended", async () => {
    const { payload, functionError } = await run(
      `stream.setContentType("application/json");
      stream.write('{"id":');
      setTimeout(() => stream.end(event.id + ',"request":"' + context.awsRequestId.length + '"}'), 10);`,
    );
    assert.deepEqual([payload, functionError], [{ id: 7, request: "36" }, undefined]);
  });

  it("gives text where it is no JSON", async () => {
    assert.equal((await run('stream.write("one "); stream.end("two");')).payload, "one two");
  });

  it("has its status and headers before the body", async () => {
    const { payload } = await run(
      'awslambda.HttpResponseStream.from(stream, { statusCode: 201 }).end("made");',
    );
    assert.equal(payload, `{"statusCode":201}${"\0".repeat(8)}made`);
  });

  it("has no way to answer but the stream", async () => {
    const { payload } = await run(
      'stream.end(JSON.stringify(["succeed", "fail", "done"].filter((name) => name in context)));',
    );
    assert.deepEqual(payload, []);
  });

  it("fails by what it throws in the middle", async () => {
    const { payload, functionError } = await run('stream.write("one"); throw new RangeError("torn");');
    const { errorType, errorMessage } = payload as Record<string, unknown>;
    assert.deepEqual([errorType, errorMessage, functionError], ["RangeError", "torn", "Unhandled"]);
  });

  it("fails by a stream that is never ended", async () => {
    const { payload } = await run('stream.write("one");');
    assert.equal((payload as Record<string, unknown>).errorType, "Runtime.NodeJsExit");
  });
});
