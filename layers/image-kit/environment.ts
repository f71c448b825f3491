import { z } from "zod";
import { InvalidEnvironment } from "./named-errors.ts";

export interface Environment {
  /** The bucket for everything that the functions write. */
  readonly resultsBucket: string;
}

const bucketName = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/);

let environment: Environment | undefined;

/** Reads `RESULTS_BUCKET`; throws {@link InvalidEnvironment} when it is missing or no bucket name. */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const given = variables.RESULTS_BUCKET;
  const parsed = bucketName.safeParse(given);
  if (parsed.success) return { resultsBucket: parsed.data };
  const found = given === undefined ? "none" : JSON.stringify(given);
  throw new InvalidEnvironment(
    `RESULTS_BUCKET: Expected the name of a bucket, but found ${found}. Set it in the function's environment.`,
  );
}

/** The bucket for everything that the functions write, from the function's environment, which is read once. */
export function resultsBucket(): string {
  environment ??= readEnvironment(process.env);
  return environment.resultsBucket;
}
