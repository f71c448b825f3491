import type { Construct } from "constructs";
import { UserError } from "../reporting/user-error.ts";
import { checkEnvironment } from "./lambda-environment.ts";
import type { LambdaFunctionProps } from "./lambda-function-props.ts";
import type { LambdaLayer } from "./lambda-layer.ts";
import { checkSizeBudget } from "./size-budget.ts";
import { wholeNumber } from "./whole-number.ts";

/**
 * Checks what a function is asked to be against what Lambda takes.
 *
 * @throws UserError naming the construct and the prop.
 */
export function checkFunction(construct: Construct, props: LambdaFunctionProps): void {
  const { memoryMb = 256, timeoutSeconds = 10, reservedConcurrency, budget, environment = {} } = props;
  wholeNumber(construct, "memoryMb", memoryMb, { min: 128, max: 10_240 });
  wholeNumber(construct, "timeoutSeconds", timeoutSeconds, { min: 1, max: 900 });
  if (reservedConcurrency !== undefined) {
    wholeNumber(construct, "reservedConcurrency", reservedConcurrency, { min: 0, max: 100_000 });
  }
  if (budget !== undefined) checkSizeBudget(construct, budget);
  checkEnvironment(construct, environment);
  checkLayers(construct, props.layers ?? [], props.architecture ?? "arm64");
}

function checkLayers(construct: Construct, layers: readonly LambdaLayer[], architecture: string): void {
  if (layers.length > 5) {
    throw new UserError({
      at: construct.node.path,
      expected: "at most 5 layers, Lambda's limit",
      found: `${layers.length}`,
      advice: "Merge layers that are always used together.",
    });
  }
  for (const layer of layers) {
    if (layer.architecture === undefined || layer.architecture === architecture) continue;
    throw new UserError({
      at: construct.node.path,
      expected: `layers for ${architecture}`,
      found: `${layer.node.path}, which is built for ${layer.architecture}`,
      advice: "Give both the same architecture.",
    });
  }
}
