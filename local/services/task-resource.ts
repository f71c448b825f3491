/** What the `Resource` of a task says of a service. */
export interface TaskResource {
  /** As the local run names it: `events` is `eventbridge`, `states` is `sfn`. */
  readonly service: string;
  /** As it stands there: `sendMessage`. */
  readonly operation: string;
  /** Whether it is one of "AWS SDK service integrations" and no optimized one. */
  readonly isSdk: boolean;
  /** `sync`, `sync:2`, or undefined: nothing, and `waitForTaskToken`, which is not the service's matter. */
  readonly job: "sync" | "sync:2" | undefined;
}

const RESOURCE = /^arn:aws[^:]*:states:::(aws-sdk:)?([^:]+):([^.:]+)(?:\.(.+))?$/;
const SDK_NAMES: Readonly<Record<string, string>> = { events: "eventbridge", states: "sfn" };

/** @returns undefined for functions, activities and what is no service's resource */
export function taskResource(resource: string): TaskResource | undefined {
  const [, sdk, service, operation, pattern] = RESOURCE.exec(resource) ?? [];
  if (service === undefined || operation === undefined) return undefined;
  const isSdk = sdk !== undefined;
  const name = isSdk ? service : (SDK_NAMES[service] ?? service);
  return {
    service: name,
    operation,
    isSdk,
    job: pattern === "sync" || pattern === "sync:2" ? pattern : undefined,
  };
}
