import type { RetryRule } from "../../modules/workflow/step.ts";

/** Retries errors that may pass: throttling, and services or storage that do not answer ("Handle Lambda service exceptions"). */
export const RETRY_TRANSIENT: readonly RetryRule[] = [
  {
    errors: [
      "Lambda.ServiceException",
      "Lambda.AWSLambdaException",
      "Lambda.SdkClientException",
      "Lambda.TooManyRequestsException",
      "StorageUnavailable",
      "RecognitionUnavailable",
    ],
    intervalSeconds: 1,
    maxAttempts: 4,
    backoffRate: 2,
    maxDelaySeconds: 20,
    jitter: true,
  },
];
