import assert from "node:assert/strict";
import { isAbsolute } from "node:path";
import { findPython } from "../../../local/lambda/find-python.ts";
import { hasPython } from "./has-python.ts";

describe("findPython", () => {
  it("tells what Python of this machine is", async function () {
    if (!hasPython()) this.skip();
    const { executable, version, platform, sitePackages } = await findPython(process.env);
    assert.ok(isAbsolute(executable), executable);
    assert.match(version, /^3\.\d+$/);
    assert.match(platform, new RegExp(`^\\w+-${version.replace(".", "")}\\w* `));
    assert.ok(sitePackages.length > 0 && sitePackages.every(isAbsolute));
  });

  it("asks the program that TERRALOOM_PYTHON names, and gives a reason that reads after what was found", async () => {
    await assert.rejects(findPython({ ...process.env, TERRALOOM_PYTHON: "no-such-python" }), {
      message: "that no-such-python does not start: spawn no-such-python ENOENT",
    });
  });
});
