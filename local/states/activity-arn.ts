/** Whether a definition means an activity. The partition, the region and the account may be what Terraform fills in. */
export function isActivity(resource: string): boolean {
  return /^arn:[^:]*:states:[^:]*:[^:]*:activity:/.test(resource);
}
