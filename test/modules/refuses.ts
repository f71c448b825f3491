import assert from "node:assert/strict";
import type { TerraformStack } from "cdktf";
import { synthesizedStack } from "./synthesized-app.ts";

/** Asserts that what `declare` puts into a stack is a user's mistake with exactly this message. */
export function refuses(message: string, declare: (stack: TerraformStack) => void): void {
  assert.throws(() => synthesizedStack(declare), { name: "UserError", message });
}
