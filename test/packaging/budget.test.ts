import assert from "node:assert/strict";
import { UserError } from "../../reporting/user-error.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

describe("the budget of", () => {
  let project: TemporaryProject;
  before(() => {
    project = temporaryProject({
      "functions/greet/handler.ts":
        'import { texts } from "./texts.ts";\nexport const handler = () => texts.join();',
      "functions/greet/texts.ts": `export const texts = ["${"hello".repeat(1000)}", "you"];`,
      "layers/kit/package.json": '{"name":"kit","exports":"./index.ts"}',
      "layers/kit/index.ts": "export const kit = 1;",
    });
  });
  after(() => project.remove());

  async function refusal(building: Promise<unknown>): Promise<string> {
    const error = await building.then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.ok(error instanceof UserError, String(error));
    return error.message;
  }

  it("a function fails the build by a single byte, and names what is heavy", async () => {
    const greet = project.fn("greet");
    const [{ sizeBytes } = assert.fail()] = await project.build([greet]);
    await project.build([{ ...greet, budget: { zipBytes: sizeBytes } }]);
    const message = await refusal(project.build([{ ...greet, budget: { zipBytes: sizeBytes - 1 } }]));
    assert.ok(
      message.startsWith(
        `greet: Expected a zip of at most ${sizeBytes - 1} bytes, its budget, but found ${sizeBytes} bytes. ` +
          "Make it smaller or raise the budget. The heaviest inputs, unzipped: functions/greet/texts.ts (5,0",
      ),
      message,
    );
  });

  it("a layer fails the build, whether or not a function uses it", async () => {
    const kit = project.source("kit");
    const [{ unzippedBytes } = assert.fail()] = await project.build([], [kit]);
    const message = await refusal(
      project.build([], [{ ...kit, budget: { unzippedBytes: unzippedBytes - 1 } }]),
    );
    assert.ok(
      message.startsWith(
        `kit: Expected at most ${unzippedBytes - 1} bytes unzipped, its budget, but found ${unzippedBytes} bytes. ` +
          "Make it smaller or raise the budget. The heaviest inputs, unzipped: ",
      ),
      message,
    );
  });

  it("one of two functions with the same entry is its own", async () => {
    const { entry } = project.fn("greet");
    const functions = [
      { kind: "node" as const, id: "free", entry, layers: [] },
      { kind: "node" as const, id: "tight", entry, layers: [], budget: { zipBytes: 10 } },
    ];
    assert.match(
      await refusal(project.build(functions)),
      /^tight: Expected a zip of at most 10 bytes, its budget/,
    );
  });
});
