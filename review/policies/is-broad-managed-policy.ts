/** Of AWS's managed policies, those that allow nearly all, or to give oneself nearly all. */
const BROAD: ReadonlySet<string> = new Set([
  ...["AdministratorAccess", "PowerUserAccess", "IAMFullAccess", "SystemAdministrator"],
  ...["DataScientist", "DatabaseAdministrator", "NetworkAdministrator"],
]);

/**
 * Whether `arn` is a policy managed by AWS that allows all of AWS or all of a service (`AmazonS3FullAccess`); "AWS managed policies for
 * job functions", AWS documentation. False of a policy of one's own, whatever its name.
 */
export function isBroadManagedPolicy(arn: string): boolean {
  const name = /^arn:aws[a-z-]*:iam::aws:policy\/(?:[^/]+\/)*([^/]+)$/.exec(arn)?.[1];
  return (
    name !== undefined && (BROAD.has(name) || /FullAccess(V\d+|_v\d+)?$|^AdministratorAccess-/.test(name))
  );
}
