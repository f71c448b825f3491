import { z } from "zod";
import { pipelineParameters } from "../workflows/image-pipeline/parameters.ts";
import { checked } from "./checked.ts";

const days = z.int().min(1).max(36_500);

const stateLocation = z.discriminatedUnion("backend", [
  /** `terraform.<stack>.tfstate` beside `cdktf.out`. */
  z.strictObject({ backend: z.literal("local") }),
  /** Encrypted and locked in a bucket that exists already. */
  z.strictObject({
    backend: z.literal("s3"),
    bucket: z.string().min(3),
    /** Default: `<stack>.tfstate`. */
    key: z.string().min(1).optional(),
    /** Default: the environment's. */
    region: z.string().optional(),
  }),
]);

const environment = z.strictObject({
  /** `eu-west-1`. */
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "expected a region such as eu-west-1")
    .regex(/^(?!cn-|us-gov-|us-iso)/, "expected a region of the partition aws"),
  /** Refuses to deploy into any other account. Default: whatever the credentials lead to. */
  accountId: z
    .string()
    .regex(/^\d{12}$/, "expected 12 digits")
    .optional(),
  state: stateLocation.default({ backend: "local" }),
  /** Lets Terraform destroy buckets with photos in them. Default: false. */
  forceDestroy: z.boolean().default(false),
  retention: z
    .strictObject({
      uploadDays: days.optional(),
      resultDays: days.optional(),
      rejectedDays: days.optional(),
      logDays: days.optional(),
    })
    .default({}),
  /** On every resource, beside `environment` and `stack`. */
  tags: z
    .record(
      z
        .string()
        .regex(/^(?!aws:|environment$|stack$)/i, "expected a tag other than environment, stack and aws:…"),
      z.string(),
    )
    .default({}),
});

const configuration = z.strictObject({
  /** Begins the name of everything: `images` in `dev` gives the stack `images-dev`. */
  name: z.string().regex(/^[a-z][a-z0-9-]{0,15}$/, "expected up to 16 lower case letters, digits and -"),
  environments: z
    .record(
      z.string().regex(/^[a-z][a-z0-9]{0,7}$/, "expected up to 8 lower case letters and digits"),
      environment,
    )
    .refine((environments) => Object.keys(environments).length > 0, "expected at least one environment"),
  architecture: z.enum(["arm64", "x64"]).default("arm64"),
  pipeline: pipelineParameters.prefault({}),
});

export type ConfigurationInput = z.input<typeof configuration>;
export type StateLocation = z.output<typeof stateLocation>;
export type Environment = z.output<typeof environment> & { readonly name: string };

export interface Configuration extends Omit<z.output<typeof configuration>, "environments"> {
  readonly environments: readonly Environment[];
}

/**
 * The configuration with its defaults.
 *
 * @throws UserError for the first value that is out of range, missing or unknown.
 */
export function checkConfiguration(input: ConfigurationInput): Configuration {
  const { environments, ...rest } = checked(configuration, input, "configuration");
  const list = Object.entries(environments).map(([name, settings]) => ({ name, ...settings }));
  return { ...rest, environments: list };
}
