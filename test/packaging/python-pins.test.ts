import assert from "node:assert/strict";
import { refuseUnpinned } from "../../packaging/python-pins.ts";
import { parseRequirements } from "../../packaging/python-requirements.ts";
import { markerEnvironment } from "../../packaging/python-target.ts";
import type { Distribution } from "../../packaging/python-wheel.ts";

const ENVIRONMENT = markerEnvironment({ pythonVersion: "3.13", architecture: "arm64" });
const REQUESTS: Distribution = { name: "requests", version: "2.32.3", requires: ["urllib3>=2"], files: [] };

describe("refuseUnpinned", () => {
  function check(
    text: string,
    versions: readonly (readonly [string, string])[] = [],
    distributions?: readonly Distribution[],
  ) {
    return refuseUnpinned({
      requirements: parseRequirements(text, "requirements.txt", ENVIRONMENT),
      at: "x/requirements.txt",
      environment: ENVIRONMENT,
      versions: async () => new Map(versions),
      ...(distributions && { distributions }),
    });
  }
  const refuses = (message: string, ...args: Parameters<typeof check>) =>
    assert.rejects(check(...args), { name: "UserError", message });

  it("takes pins, before and after the install", async () => {
    await check("requests==2.32.3\n");
    const urllib3 = { ...REQUESTS, name: "urllib3", version: "2.2.1", requires: [] };
    await check("requests==2.32.3\nurllib3==2.2.1\n", [], [REQUESTS, urllib3]);
  });

  it("asks for no version where nothing is wrong", async () => {
    await refuseUnpinned({
      requirements: parseRequirements("requests==2.32.3", "requirements.txt", ENVIRONMENT),
      at: "x/requirements.txt",
      environment: ENVIRONMENT,
      versions: () => assert.fail("asked"),
    });
  });

  it("names the line, and the version in whatever spelling pip has it", async () => {
    await refuses(
      "x/requirements.txt:2: Expected every package to be pinned with ==, but found Typing.Extensions 4.12.2 " +
        "without a pin. Add Typing.Extensions==4.12.2, or write the file with `pip-compile`.",
      "# typed\nTyping.Extensions>=4\n",
      [["typing_extensions", "4.12.2"]],
    );
  });

  it("names who needs a package that no line names", async () => {
    await refuses(
      "x/requirements.txt: Expected every package to be pinned with ==, but found urllib3 2.2.1, " +
        "which requests 2.32.3 needs, without a pin. Add urllib3==2.2.1, or write the file with `pip-compile`.",
      "requests==2.32.3\n",
      [["urllib3", "2.2.1"]],
      [REQUESTS],
    );
    await refuses(
      "x/requirements.txt: Expected every package to be pinned with ==, but found urllib3, " +
        "which requests 2.32.3 needs, without a pin. Pin it, or write the file with `pip-compile`.",
      "requests==2.32.3\n",
      [],
      [REQUESTS],
    );
  });
});
