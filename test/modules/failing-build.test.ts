import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import type { TerraformStack } from "cdktf";
import { EventBus } from "../../modules/event-bus.ts";
import { LambdaFunction } from "../../modules/lambda-function.ts";
import { LambdaLayer } from "../../modules/lambda-layer.ts";
import { fixture } from "./fixture.ts";
import { declareStack, type TemporaryApp, temporaryApp } from "./synthesized-app.ts";

describe("a build that fails", () => {
  let app: TemporaryApp;
  beforeEach(() => {
    app = temporaryApp();
  });
  afterEach(() => app.remove());

  const failures: readonly (readonly [string, (stack: TerraformStack) => void, string])[] = [
    [
      "on a handler that does not compile",
      (stack) => new LambdaFunction(stack, "hello", { entry: fixture("broken/handler.ts") }),
      "test/fixtures/modules/broken/handler.ts:3:22: Expected code that compiles, but found this error: " +
        'Expected ";" but found "==". Correct it and build again.\n' +
        "    3 │ export const handler == () => greeting;\n" +
        "      │                      ~~\n" +
        "      ╵                      ;",
    ],
    [
      "on an entry that is missing",
      (stack) => new LambdaFunction(stack, "hello", { entry: "functions/gone/handler.ts" }),
      "app/hello: Expected a source file or folder at functions/gone/handler.ts, but found nothing there. " +
        "Paths count from the folder in which the synth runs; check the spelling.",
    ],
    [
      "on an import that no layer gives",
      (stack) => new LambdaFunction(stack, "hello", { entry: fixture("missing-import/handler.ts") }),
      'test/fixtures/modules/missing-import/handler.ts:1:19: Expected "not-in-any-layer" from a layer of the ' +
        "function or a package that can be bundled, but found neither. " +
        "Add a layer that provides it to the function, or install it: npm install not-in-any-layer\n" +
        '    1 │ import sharp from "not-in-any-layer";\n' +
        "      ╵                   ~~~~~~~~~~~~~~~~~~",
    ],
    [
      "on a layer without a lockfile",
      (stack) => new LambdaLayer(stack, "ms", { npm: fixture("no-lockfile") }),
      "test/fixtures/modules/no-lockfile: Expected a package-lock.json beside package.json, but found none. " +
        'Run "npm install --package-lock-only" in test/fixtures/modules/no-lockfile and commit the lockfile.',
    ],
  ];

  for (const [what, declare, message] of failures) {
    it(`${what} says where, and leaves the last good output as it was`, () => {
      app.synth((root) => {
        declareStack(
          root,
          (stack) => new LambdaFunction(stack, "hello", { entry: fixture("hello/handler.ts") }),
        );
        declareStack(root, (stack) => new EventBus(stack, "news"), "first");
      });
      const before = app.files();
      assert.throws(
        () =>
          app.synth((root) => {
            declareStack(root, (stack) => new EventBus(stack, "changed"), "first");
            declareStack(root, declare);
          }),
        { name: "UserError", message },
      );
      assert.deepEqual(app.files(), before);
    });
  }

  it("writes nothing where there was no output", () => {
    assert.throws(
      () =>
        app.synth((root) => {
          declareStack(root, (stack) => new EventBus(stack, "news"), "first");
          declareStack(root, (stack) => {
            new LambdaFunction(stack, "hello", { entry: fixture("broken/handler.ts") });
          });
        }),
      { name: "UserError" },
    );
    assert.deepEqual([...app.files().keys()], []);
    assert.equal(existsSync(`${app.outdir}/stacks/app`), false);
  });
});
