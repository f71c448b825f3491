/** Services whose packages have hyphens, which their names in Step Functions have not; for those that are not installed. */
const HYPHENATED = [
  "api-gateway",
  "application-auto-scaling",
  "auto-scaling",
  "bedrock-agent",
  "bedrock-agent-runtime",
  "bedrock-runtime",
  "cloudwatch-logs",
  "cognito-identity-provider",
  "cost-explorer",
  "dynamodb-streams",
  "elastic-beanstalk",
  "elastic-load-balancing-v2",
  "emr-serverless",
  "redshift-data",
  "rds-data",
  "resource-groups-tagging-api",
  "sagemaker-runtime",
  "secrets-manager",
  "service-discovery",
  "timestream-query",
  "timestream-write",
];

/**
 * The package of the SDK for JavaScript for a service as Step Functions names it: `secretsmanager` is
 * `@aws-sdk/client-secrets-manager`.
 *
 * @param installed names such as `client-s3`, of which one fits first
 */
export function sdkPackage(service: string, installed: readonly string[]): string {
  const fits = (name: string) => name.replaceAll("-", "") === service;
  const found = installed
    .filter((name) => name.startsWith("client-"))
    .map((name) => name.slice("client-".length))
    .find(fits);
  return `@aws-sdk/client-${found ?? HYPHENATED.find(fits) ?? service}`;
}

/** What a package exports, as far as calls need it. */
export interface SdkNames {
  /** `SecretsManagerClient` */
  readonly client: string | undefined;
  /** `GetSecretValueCommand` */
  readonly command: string | undefined;
}

/** The classes of a service's client and of an operation, however either is spelled. */
export function sdkNames(exported: readonly string[], service: string, operation: string): SdkNames {
  const named = (name: string) => exported.find((one) => one.toLowerCase() === name.toLowerCase());
  return { client: named(`${service}Client`), command: named(`${operation}Command`) };
}

/** A client's class as the SDK for Java has it: of `SQSClient` it is `Sqs`, of `DynamoDBClient` it is `DynamoDb`. */
export function javaName(client: string): string {
  return client
    .replace(/Client$/, "")
    .replace(/([A-Z])([A-Z]+)(?=[A-Z][a-z]|\d|$)/g, (_, first, rest) => first + rest.toLowerCase());
}
