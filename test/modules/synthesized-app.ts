import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { App, LocalBackend, TerraformStack } from "cdktf";

/** Resources by type and address, as they stand in cdk.tf.json. */
export type Blocks = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** A stack as Terraform reads it: without cdktf's comments, and with what is JSON text in it (policies) parsed. */
export interface StackJson {
  readonly resource: Blocks;
  readonly data: Blocks;
  readonly provider: unknown;
  readonly terraform: { readonly backend: unknown };
}

/** An app that synthesizes into a folder of its own. */
export interface TemporaryApp {
  /** The absolute folder of the output. */
  readonly outdir: string;
  /** Declares an app and writes it; a second call writes over the first one's output, as a user does. */
  synth(declare: (app: App) => void): void;
  /** What a stack's cdk.tf.json says. */
  stack(name?: string): StackJson;
  /** The text of a file in the output: `stacks/app/cdk.tf.json`. */
  text(path: string): string;
  /** Every file of the output with its bytes. */
  files(): ReadonlyMap<string, Buffer>;
  remove(): void;
}

export function temporaryApp(): TemporaryApp {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), "terraloom-modules-")));
  const outdir = join(parent, "cdktf.out");
  mkdirSync(outdir);
  const text = (path: string) => readFileSync(join(outdir, path), "utf8");
  return {
    outdir,
    text,
    synth(declare) {
      const app = new App({ outdir, stackTraces: false });
      declare(app);
      app.synth();
    },
    stack(name = "app") {
      const json = readable(JSON.parse(text(`stacks/${name}/cdk.tf.json`))) as Partial<StackJson>;
      return { resource: {}, data: {}, ...json } as StackJson;
    },
    files() {
      const entries = readdirSync(outdir, { recursive: true, withFileTypes: true });
      const paths = entries
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name));
      return new Map(paths.sort().map((path) => [path.slice(outdir.length + 1), readFileSync(path)]));
    },
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
}

/** A stack of `app` with a provider and a relative backend, and what `declare` puts into it. */
export function declareStack(
  app: App,
  declare: (stack: TerraformStack, aws: AwsProvider) => void,
  name = "app",
): TerraformStack {
  const stack = new TerraformStack(app, name);
  new LocalBackend(stack, { path: "terraform.tfstate" });
  declare(stack, new AwsProvider(stack, "aws", { region: "eu-west-1" }));
  return stack;
}

/** What the stack "app" says when `declare` has put its constructs into it. */
export function synthesizedStack(declare: (stack: TerraformStack) => void): StackJson {
  const app = temporaryApp();
  try {
    app.synth((root) => declareStack(root, declare));
    return app.stack();
  } finally {
    app.remove();
  }
}

const JSON_TEXTS = ["assume_role_policy", "definition", "event_pattern", "policy", "redrive_policy"];

function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "//");
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, JSON_TEXTS.includes(key) ? JSON.parse(inner) : readable(inner)]),
  );
}
