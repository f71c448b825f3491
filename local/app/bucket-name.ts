import { onlyNames } from "../../reporting/only-names.ts";
import { UserError } from "../../reporting/user-error.ts";
import type { ResolvedStack } from "../synthesized/resolve-stack.ts";

const TYPE = "aws_s3_bucket";

/**
 * The name in AWS of a bucket by its name in the app (`results`), or that name itself.
 *
 * @throws UserError with the names of all buckets where there is none of that name.
 */
export function bucketName(stack: ResolvedStack, name: string): string {
  const buckets = stack.ofType(TYPE);
  const found = buckets.find(
    ({ address, attributes }) => address === `${TYPE}.${name}` || attributes.bucket === name,
  );
  if (found !== undefined) return String(found.attributes.bucket);
  const names = buckets.map(({ address }) => address.slice(TYPE.length + 1));
  throw new UserError({
    expected: `a bucket "${name}"`,
    found: onlyNames(names),
    advice: "Check the spelling, or declare it.",
  });
}
