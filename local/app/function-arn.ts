import { onlyNames } from "../../reporting/only-names.ts";
import { UserError } from "../../reporting/user-error.ts";
import type { ResolvedStack } from "../synthesized/resolve-stack.ts";

const TYPE = "aws_lambda_function";

/** A function's name in the app by its ARN: `compress`. */
export function nameInApp(stack: ResolvedStack, arn: string): string {
  const address = stack.ofType(TYPE).find((resource) => resource.arn === arn)?.address;
  return address?.slice(TYPE.length + 1) ?? arn;
}

/**
 * The ARN of a function by its name in the app (`compress`), its name in AWS (`images-dev-compress`), its ARN or that of
 * an alias.
 *
 * @throws UserError with the names of all functions where there is none of that name.
 */
export function functionArn(stack: ResolvedStack, name: string): string {
  const functions = stack.ofType(TYPE);
  const found = functions.find(
    ({ address, arn, attributes }) =>
      address === `${TYPE}.${name}` || attributes.function_name === name || arn === name,
  );
  if (found !== undefined) return found.arn;
  if (stack.ofType("aws_lambda_alias").some(({ arn }) => arn === name)) return name;
  const names = functions.map(({ address }) => address.slice(TYPE.length + 1));
  throw new UserError({
    expected: `a function "${name}"`,
    found: onlyNames(names),
    advice: "Check the spelling, or declare it.",
  });
}
