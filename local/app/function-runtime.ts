import type { Attributes } from "../synthesized/synthesized-stack.ts";

/**
 * The runtime of an `aws_lambda_function`: `python3.13`. A container image has none and is called one; a zip without one,
 * which AWS would refuse, counts as one for Node.js.
 */
export function functionRuntime({
  runtime,
  package_type: packageType,
  image_uri: image,
}: Attributes): string {
  if (packageType === "Image" || image !== undefined) return "container image";
  return String(runtime ?? "nodejs22.x");
}
