import assert from "node:assert/strict";
import { sdkInput } from "../../../local/services/sdk-input.ts";

describe("the input of a task for the SDK", () => {
  it("stays as it is for services whose fields begin with a capital letter", () => {
    assert.deepEqual(sdkInput({ JobName: "etl", Arguments: { "--Day": "1" } }, "glue"), {
      JobName: "etl",
      Arguments: { "--Day": "1" },
    });
  });

  it("begins fields with a small letter, at any depth, but for keys of the user's own", () => {
    const input = {
      JobName: "count",
      ContainerOverrides: { Environment: [{ Name: "DAY", Value: "1" }] },
      Parameters: { Day: "1" },
      Tags: { Team: "Data" },
    };
    assert.deepEqual(sdkInput(input, "batch"), {
      jobName: "count",
      containerOverrides: { environment: [{ name: "DAY", value: "1" }] },
      parameters: { Day: "1" },
      tags: { Team: "Data" },
    });
  });

  it("begins the fields of lists with a small letter, also of tags", () => {
    const input = {
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ["a"] } },
      Tags: [{ Key: "Team", Value: "Data" }],
    };
    assert.deepEqual(sdkInput(input, "ecs"), {
      networkConfiguration: { awsvpcConfiguration: { subnets: ["a"] } },
      tags: [{ key: "Team", value: "Data" }],
    });
  });

  it("leaves what is below the top to the user where that is JSON", () => {
    assert.deepEqual(sdkInput({ ModelId: "m", Body: { Prompt: "Hello" } }, "bedrockruntime"), {
      modelId: "m",
      body: '{"Prompt":"Hello"}',
    });
  });
});
