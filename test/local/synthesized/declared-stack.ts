import type { LocalPlace } from "../../../local/synthesized/computed-attributes.ts";
import { type ResolvedStack, resolveStack } from "../../../local/synthesized/resolve-stack.ts";
import type { Attributes, SynthesizedStack } from "../../../local/synthesized/synthesized-stack.ts";

/** Where the stacks of the tests pretend to be. */
export const PLACE: LocalPlace = { region: "eu-west-1", accountId: "123456789012" };

/** Attributes by address: `{ "aws_sqs_queue.digest": { name: "digest" } }`. */
export type Declarations = Readonly<Record<string, Attributes>>;

/** A stack as if it had been read from the output of a synth. */
export function declaredStack(
  declarations: Declarations,
  outputs: Readonly<Record<string, unknown>> = {},
): SynthesizedStack {
  const resources = Object.entries(declarations).map(([address, attributes]) => ({
    address,
    type: address.slice(0, address.lastIndexOf(".")),
    attributes,
  }));
  return { name: "app", folder: "stacks/app", resources, outputs, providers: {} };
}

export function resolvedStack(
  declarations: Declarations,
  outputs?: Readonly<Record<string, unknown>>,
): ResolvedStack {
  return resolveStack(declaredStack(declarations, outputs), PLACE);
}
