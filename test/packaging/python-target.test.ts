import assert from "node:assert/strict";
import { glibcOf, markerEnvironment, pipTarget } from "../../packaging/python-target.ts";

describe("the target of a Python install", () => {
  it("is Amazon Linux 2023 from Python 3.12 on, with every glibc up to its own, the newest first", () => {
    assert.deepEqual(pipTarget({ pythonVersion: "3.12", architecture: "arm64" }), [
      "--only-binary=:all:",
      ..."34 33 32 31 30 29 28 27 26 25 24 23 22 21 20 19 18 17"
        .split(" ")
        .map((minor) => `--platform=manylinux_2_${minor}_aarch64`),
      "--platform=manylinux2014_aarch64",
      "--python-version=3.12",
      "--implementation=cp",
      "--abi=cp312",
    ]);
  });

  it("is Amazon Linux 2 before", () => {
    const target = { pythonVersion: "3.11", architecture: "x64" } as const;
    assert.equal(pipTarget(target)[1], "--platform=manylinux_2_26_x86_64");
    assert.equal(glibcOf(target), "2.26");
  });

  it("is what markers ask for", () => {
    const { python_version, python_full_version, platform_machine, sys_platform } = markerEnvironment({
      pythonVersion: "3.14",
      architecture: "x64",
    });
    assert.deepEqual(
      [python_version, python_full_version, platform_machine, sys_platform],
      ["3.14", "3.14.99", "x86_64", "linux"],
    );
  });
});
