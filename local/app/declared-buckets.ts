import { firstBlock } from "../synthesized/blocks.ts";
import type { ResolvedStack } from "../synthesized/resolve-stack.ts";

/** The buckets of a stack by name, and whether they keep versions (`aws_s3_bucket_versioning`). */
export function declaredBuckets(
  stack: ResolvedStack,
): Readonly<Record<string, { readonly versioned: boolean }>> {
  const versioned = new Set(
    stack
      .ofType("aws_s3_bucket_versioning")
      .filter(({ attributes }) => isEnabled(attributes.versioning_configuration))
      .map(({ attributes }) => attributes.bucket),
  );
  const names = stack.ofType("aws_s3_bucket").map(({ attributes }) => String(attributes.bucket));
  return Object.fromEntries(names.map((name) => [name, { versioned: versioned.has(name) }]));
}

function isEnabled(configuration: unknown): boolean {
  return firstBlock<{ readonly status?: string }>(configuration)?.status === "Enabled";
}
