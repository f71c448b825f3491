import assert from "node:assert/strict";
import { configuration as ownConfiguration } from "../../configuration.ts";
import { type ConfigurationInput, checkConfiguration } from "../../modules/configuration.ts";
import { pipelineParameters } from "../../workflows/image-pipeline/parameters.ts";

const LEAST: ConfigurationInput = { name: "images", environments: { dev: { region: "eu-west-1" } } };

describe("the configuration", () => {
  it("needs a name and a region for each environment; the rest has defaults", () => {
    assert.deepEqual(checkConfiguration(LEAST), {
      name: "images",
      architecture: "arm64",
      environments: [
        {
          name: "dev",
          region: "eu-west-1",
          state: { backend: "local" },
          forceDestroy: false,
          retention: {},
          tags: {},
        },
      ],
      pipeline: pipelineParameters.parse({}),
    });
  });

  it("keeps what was chosen", () => {
    const chosen = {
      region: "ap-southeast-2",
      accountId: "123456789012",
      state: { backend: "s3", bucket: "states", key: "images", region: "us-east-1" },
      forceDestroy: true,
      retention: { uploadDays: 1, resultDays: 2, rejectedDays: 3, logDays: 30 },
      tags: { team: "photos" },
    } as const;
    const checked = checkConfiguration({
      name: "images",
      environments: { prod: chosen },
      architecture: "x64",
      pipeline: { maxLabels: 3 },
    });
    assert.deepEqual(checked.environments, [{ name: "prod", ...chosen }]);
    assert.equal(checked.architecture, "x64");
    assert.deepEqual(checked.pipeline, { ...pipelineParameters.parse({}), maxLabels: 3 });
  });

  it("of this repository is a good one", () => {
    assert.deepEqual(
      checkConfiguration(ownConfiguration).environments.map(({ name }) => name),
      ["dev", "prod"],
    );
  });

  const dev = { region: "eu-west-1" };
  const wrong: readonly (readonly [string, unknown, string])[] = [
    [
      "a name with capitals",
      { ...LEAST, name: "Images" },
      'configuration.name: Expected up to 16 lower case letters, digits and -, but found "Images".',
    ],
    [
      "an environment with a dash in its name",
      { name: "images", environments: { "dev-1": dev } },
      'configuration.environments["dev-1"]: Expected up to 8 lower case letters and digits, but found "dev-1".',
    ],
    [
      "a region of another partition, which nobody has tried",
      { name: "images", environments: { dev: { region: "us-gov-east-1" } } },
      'configuration.environments.dev.region: Expected a region of the partition aws, but found "us-gov-east-1".',
    ],
    [
      "no environment at all",
      { name: "images", environments: {} },
      "configuration.environments: Expected at least one environment, but found {}.",
    ],
    [
      "a region that is none",
      { name: "images", environments: { dev: { region: "Ireland" } } },
      'configuration.environments.dev.region: Expected a region such as eu-west-1, but found "Ireland".',
    ],
    ...["aws:team", "environment", "Stack"].map(
      (tag) =>
        [
          `the tag ${tag}`,
          { name: "images", environments: { dev: { ...dev, tags: { [tag]: "mine" } } } },
          `configuration.environments.dev.tags${/^\w+$/.test(tag) ? `.${tag}` : `["${tag}"]`}: ` +
            `Expected a tag other than environment, stack and aws:…, but found "${tag}".`,
        ] as const,
    ),
    [
      "an account that is none",
      { name: "images", environments: { dev: { ...dev, accountId: "12" } } },
      'configuration.environments.dev.accountId: Expected 12 digits, but found "12".',
    ],
    [
      "an unknown backend",
      { name: "images", environments: { dev: { ...dev, state: { backend: "http" } } } },
      "configuration.environments.dev.state.backend: Expected 'local' | 's3', but found \"http\".",
    ],
    [
      "days that S3 does not take",
      { name: "images", environments: { dev: { ...dev, retention: { uploadDays: 0 } } } },
      "configuration.environments.dev.retention.uploadDays: Expected number to be >=1, but found 0.",
    ],
    [
      "a parameter of the pipeline out of range",
      { ...LEAST, pipeline: { formats: [{ format: "webp", quality: 101 }] } },
      "configuration.pipeline.formats[0].quality: Expected number to be <=100, but found 101.",
    ],
    [
      "a misspelled key",
      { ...LEAST, pipline: {} },
      'configuration: Expected only keys that are known, but found "pipline".',
    ],
  ];
  for (const [what, value, message] of wrong) {
    it(`is refused with ${what}`, () => {
      assert.throws(() => checkConfiguration(value as ConfigurationInput), {
        name: "UserError",
        message: `${message} Correct the value.`,
      });
    });
  }
});
