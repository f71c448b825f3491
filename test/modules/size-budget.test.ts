import { LambdaFunction } from "../../modules/lambda-function.ts";
import type { LambdaFunctionProps } from "../../modules/lambda-function-props.ts";
import { LambdaLayer } from "../../modules/lambda-layer.ts";
import { fixture } from "./fixture.ts";
import { refuses } from "./refuses.ts";
import { synthesizedStack } from "./synthesized-app.ts";

describe("a budget", () => {
  const hello = (budget: NonNullable<LambdaFunctionProps["budget"]>) => ({
    entry: fixture("hello/handler.ts"),
    budget,
  });

  it("that is kept changes nothing", () => {
    synthesizedStack((stack) => {
      const layer = new LambdaLayer(stack, "kit", { source: fixture("kit"), budget: { zipBytes: 10_000 } });
      new LambdaFunction(stack, "hello", { ...hello({ unzippedBytes: 10_000 }), layers: [layer] });
    });
  });

  it("of no bytes at all is refused", () => {
    refuses(
      "app/hello: Expected budget.zipBytes to be a whole number from 1 to 52428800, but found 0. " +
        "Change it where the construct is declared.",
      (stack) => new LambdaFunction(stack, "hello", hello({ zipBytes: 0 })),
    );
  });

  it("that Lambda would not take is refused", () => {
    refuses(
      "app/kit: Expected budget.unzippedBytes to be a whole number from 1 to 262144000, but found 262144001. " +
        "Change it where the construct is declared.",
      (stack) =>
        new LambdaLayer(stack, "kit", { source: fixture("kit"), budget: { unzippedBytes: 262_144_001 } }),
    );
  });
});
