/** What the `Resource` of a task says of a service. */
export interface TaskResource {
  /** As the local run and the SDK name it: `events` is `eventbridge`, `states` is `sfn`, `emr-serverless` is `emrserverless`. */
  readonly service: string;
  /** As it stands there, with its operation: `states:startExecution`. */
  readonly name: string;
  /** `sendMessage` */
  readonly operation: string;
  /** Whether it is one of "AWS SDK service integrations" and no optimized one. */
  readonly isSdk: boolean;
  /** `sync`, `sync:2`, or undefined: nothing, and `waitForTaskToken`, which is not the service's matter. */
  readonly job: "sync" | "sync:2" | undefined;
}

const RESOURCE = /^arn:aws[^:]*:states:::(aws-sdk:)?([^:]+):([^.:]+)(?:\.(.+))?$/;
const SDK_NAMES: Readonly<Record<string, string>> = {
  "emr-serverless": "emrserverless",
  events: "eventbridge",
  states: "sfn",
};

/** @returns undefined for functions, activities and what is no service's resource */
export function taskResource(resource: string): TaskResource | undefined {
  const [, sdk, service, operation, pattern] = RESOURCE.exec(resource) ?? [];
  if (service === undefined || operation === undefined) return undefined;
  const isSdk = sdk !== undefined;
  return {
    service: isSdk ? service : (SDK_NAMES[service] ?? service),
    name: `${service}:${operation}`,
    operation,
    isSdk,
    job: pattern === "sync" || pattern === "sync:2" ? pattern : undefined,
  };
}
