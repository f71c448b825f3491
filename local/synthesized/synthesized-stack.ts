import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { UserError } from "../../reporting/user-error.ts";

/** The attributes of a resource as they stand in Terraform JSON, references unresolved. */
export type Attributes = Readonly<Record<string, unknown>>;

/** One resource or data source: `aws_lambda_function.compress`, `data.aws_region.current`. */
export interface SynthesizedResource {
  readonly address: string;
  readonly type: string;
  readonly attributes: Attributes;
}

/** What a synth wrote for one stack. */
export interface SynthesizedStack {
  readonly name: string;
  /** The folder with `cdk.tf.json` and `assets/`. */
  readonly folder: string;
  readonly resources: readonly SynthesizedResource[];
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly providers: Readonly<Record<string, readonly Attributes[]>>;
}

const appManifest = z.object({
  stacks: z.record(z.string(), z.object({ workingDirectory: z.string() })),
});

const byTypeAndName = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())));

const terraformJson = z.object({
  resource: byTypeAndName.default({}),
  data: byTypeAndName.default({}),
  output: z.record(z.string(), z.object({ value: z.unknown() })).default({}),
  provider: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))).default({}),
});

/**
 * Reads one stack of a synthesized app; without a name the first.
 *
 * @throws UserError when nothing was synthesized, or the app has no such stack.
 */
export function readStack(outFolder: string, name?: string): SynthesizedStack {
  const { stacks } = readJson(join(outFolder, "manifest.json"), appManifest);
  const chosen = name ?? Object.keys(stacks)[0] ?? "";
  const stack = Object.hasOwn(stacks, chosen) ? stacks[chosen] : undefined;
  if (stack === undefined) {
    throw new UserError({
      at: outFolder,
      expected: name === undefined ? "at least one stack" : `a stack "${name}"`,
      found: Object.keys(stacks).join(", ") || "none",
      advice: "Choose one of them with --stack, or declare it in the app.",
    });
  }
  const folder = join(outFolder, stack.workingDirectory);
  const { resource, data, output, provider } = readJson(join(folder, "cdk.tf.json"), terraformJson);
  return {
    name: chosen,
    folder,
    resources: [...listed(resource, ""), ...listed(data, "data.")],
    outputs: Object.fromEntries(Object.entries(output).map(([key, { value }]) => [key, value])),
    providers: provider,
  };
}

function listed(types: z.output<typeof byTypeAndName>, prefix: string): readonly SynthesizedResource[] {
  return Object.entries(types).flatMap(([type, named]) =>
    Object.entries(named).map(([name, attributes]) => ({
      address: `${prefix}${type}.${name}`,
      type: `${prefix}${type}`,
      attributes,
    })),
  );
}

function readJson<Schema extends z.ZodType>(path: string, schema: Schema): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new UserError({
      at: path,
      expected: "the output of a synth",
      found: isMissing ? "nothing there" : "something else",
      advice: "Run the synth again: npx tsx main.ts",
    });
  }
}
