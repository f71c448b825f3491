/** Whether Terraform fills in a part of a text when it is applied, so that nobody knows it yet. */
export function hasReference(value: unknown): boolean {
  return typeof value === "string" && value.includes("${");
}
