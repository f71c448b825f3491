import { fileURLToPath } from "node:url";
import { LambdaFunction } from "../../modules/lambda-function.ts";
import type { NodeFunctionProps } from "../../modules/lambda-function-props.ts";
import { LambdaLayer } from "../../modules/lambda-layer.ts";
import { fixture } from "./fixture.ts";
import { refuses } from "./refuses.ts";

describe("a Lambda function is refused", () => {
  function refusesProps(message: string, props: Partial<NodeFunctionProps>): void {
    refuses(message, (stack) => {
      new LambdaFunction(stack, "hello", { entry: fixture("hello/handler.ts"), ...props });
    });
  }

  const outOfRange = [
    ["memoryMb", 127, "128 to 10240"],
    ["timeoutSeconds", 901, "1 to 900"],
    ["reservedConcurrency", -1, "0 to 100000"],
  ] as const;
  for (const [prop, value, range] of outOfRange) {
    it(`with a ${prop} of ${value}`, () => {
      refusesProps(
        `app/hello: Expected ${prop} to be a whole number from ${range}, but found ${value}. ` +
          "Change it where the construct is declared.",
        { [prop]: value },
      );
    });
  }

  it("with a log retention that CloudWatch Logs does not take, or a text", () => {
    const refusesDays = (days: unknown) =>
      refusesProps(
        "app/hello: Expected logRetentionDays to be one of 0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, " +
          `731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, but found ${JSON.stringify(days)}. ` +
          "CloudWatch Logs takes no other: choose the next longer one.",
        { logRetentionDays: days as number },
      );
    refusesDays(10);
    refusesDays("30");
  });

  it("with a name that Lambda does not take", () => {
    refusesProps(
      "app/hello: Expected a function name of at most 64 characters that matches ^[\\w-]+$, " +
        'but found "hello.you" (9 characters). Set a shorter or plainer "name", or rename the stack or the construct.',
      { name: "hello.you" },
    );
  });

  it("without code, where the option that names it is misspelt", () => {
    const props = { entri: "functions/hello/handler.ts", memoryMb: 128 } as object as NodeFunctionProps;
    refuses(
      "app/hello: Expected one of the options entry, python, ready and command, but found only entri, memoryMb. " +
        "Name the code of the function with one of them.",
      (stack) => {
        new LambdaFunction(stack, "hello", props);
      },
    );
  });

  it("with an option for the path of its code that has none", () => {
    const message =
      "app/hello: Expected the path of a source file or folder, but found none. " +
      "Check the spelling of the options that the construct is given.";
    refusesProps(message, { entry: undefined } as object);
    refuses(message, (stack) => {
      new LambdaFunction(stack, "hello", { command: "./build.sh" } as object as NodeFunctionProps);
    });
  });

  it("with an entry that is not there, shown as it was written", () => {
    refusesProps(
      "app/hello: Expected a source file or folder at functions/gone/handler.ts, but found nothing there. " +
        "Paths count from the folder in which the synth runs; check the spelling.",
      { entry: "functions/gone/handler.ts" },
    );
    const gone = fixture("gone/handler.ts");
    refusesProps(
      `app/hello: Expected a source file or folder at ${fileURLToPath(gone)}, but found nothing there. ` +
        "Paths count from the folder in which the synth runs; check the spelling.",
      { entry: gone },
    );
  });

  it("with more than five layers", () => {
    refuses(
      "app/hello: Expected at most 5 layers, Lambda's limit, but found 6. Merge layers that are always used together.",
      (stack) => {
        const ids = ["one", "two", "three", "four", "five", "six"];
        const layers = ids.map((id) => new LambdaLayer(stack, id, { source: fixture("kit") }));
        new LambdaFunction(stack, "hello", { entry: fixture("hello/handler.ts"), layers });
      },
    );
  });

  it("with a layer for another architecture", () => {
    refuses(
      "app/hello: Expected layers for x64, but found app/ms, which is built for arm64. Give both the same architecture.",
      (stack) => {
        const ms = new LambdaLayer(stack, "ms", { npm: fixture("ms-layer") });
        new LambdaFunction(stack, "hello", {
          entry: fixture("hello/handler.ts"),
          architecture: "x64",
          layers: [ms],
        });
      },
    );
  });
});
