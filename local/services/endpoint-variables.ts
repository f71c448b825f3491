import { sdkPackage } from "./sdk-client.ts";

/** The end of `AWS_ENDPOINT_URL_…` for a service as Step Functions names it: of `secretsmanager` it is `SECRETS_MANAGER`. */
export function sdkSuffix(service: string): string {
  return sdkPackage(service, []).replace("@aws-sdk/client-", "").replaceAll("-", "_").toUpperCase();
}
