import assert from "node:assert/strict";
import { type ConfigurationInput, checkConfiguration } from "../../modules/configuration.ts";
import { EnvironmentStack } from "../../modules/environment-stack.ts";
import { type TemporaryApp, temporaryApp } from "./synthesized-app.ts";

describe("the stack of an environment", () => {
  let app: TemporaryApp;
  beforeEach(() => {
    app = temporaryApp();
  });
  afterEach(() => app.remove());

  function synthesized(settings: ConfigurationInput["environments"][string]) {
    app.synth((root) => {
      const { environments } = checkConfiguration({ name: "images", environments: { dev: settings } });
      for (const environment of environments) {
        new EnvironmentStack(root, "images-dev", environment).output("greeting", "Says hello", "hello");
      }
    });
    return app.stack("images-dev") as unknown as Readonly<Record<string, unknown>>;
  }

  it("keeps its state beside cdktf.out, tags what it has and shows its outputs", () => {
    const { terraform, provider, output } = synthesized({ region: "eu-west-1" });
    assert.deepEqual((terraform as { readonly backend: unknown }).backend, {
      local: { path: "../../../terraform.images-dev.tfstate" },
    });
    assert.deepEqual(provider, {
      aws: [{ region: "eu-west-1", default_tags: [{ tags: { environment: "dev", stack: "images-dev" } }] }],
    });
    assert.deepEqual(output, { greeting: { description: "Says hello", value: "hello" } });
  });

  it("keeps its state encrypted and locked in a bucket, under the stack's name in the environment's region", () => {
    const { terraform } = synthesized({ region: "eu-west-1", state: { backend: "s3", bucket: "states" } });
    assert.deepEqual((terraform as { readonly backend: unknown }).backend, {
      s3: {
        bucket: "states",
        key: "images-dev.tfstate",
        region: "eu-west-1",
        encrypt: true,
        use_lockfile: true,
      },
    });
  });

  it("keeps its state under the key and in the region asked for", () => {
    const state = { backend: "s3", bucket: "states", key: "a/b", region: "us-east-1" } as const;
    const { terraform } = synthesized({ region: "eu-west-1", state });
    assert.deepEqual((terraform as { readonly backend: unknown }).backend, {
      s3: { bucket: "states", key: "a/b", region: "us-east-1", encrypt: true, use_lockfile: true },
    });
  });

  it("deploys into one account only where that is asked for, with tags beside its own", () => {
    const { provider } = synthesized({
      region: "eu-west-1",
      accountId: "123456789012",
      tags: { team: "photos" },
    });
    assert.deepEqual(provider, {
      aws: [
        {
          region: "eu-west-1",
          allowed_account_ids: ["123456789012"],
          default_tags: [{ tags: { team: "photos", environment: "dev", stack: "images-dev" } }],
        },
      ],
    });
  });
});
