import type { LambdaFailure } from "./lambda-failure.ts";
import { type LambdaSpec, storageLimitBytes } from "./lambda-spec.ts";
import { runtimeLanguage } from "./runtime-language.ts";

/**
 * What a function fails of in Lambda that does not catch the error of the write that found no room, so that who catches or retries by the name
 * of the error does so here too. The rest of the message names the setting.
 */
export function storageFailure(requestId: string, usedBytes: number, spec: LambdaSpec): LambdaFailure {
  const reason = `the function holds ${megabytes(usedBytes)} in its temporary folder, its ephemeral_storage is ${megabytes(storageLimitBytes(spec))}`;
  return runtimeLanguage(spec.runtime) === "python"
    ? {
        errorType: "OSError",
        errorMessage: `[Errno 28] No space left on device: ${reason}`,
        requestId,
        stackTrace: [],
      }
    : { errorType: "Error", errorMessage: `ENOSPC: no space left on device: ${reason}`, trace: [] };
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 ** 2)} MB`;
}
