import assert from "node:assert/strict";
import { markerHolds } from "../../packaging/python-marker.ts";
import { markerEnvironment } from "../../packaging/python-target.ts";

const ENVIRONMENT = markerEnvironment({ pythonVersion: "3.12", architecture: "arm64" });

describe("markerHolds", () => {
  const cases: readonly (readonly [string, boolean])[] = [
    ['python_version < "3.13"', true],
    ["python_version<'3.9'", false],
    ['python_version >= "3.12" and python_version < "4.0"', true],
    ['python_version == "3.*"', true],
    ['python_version != "3.12"', false],
    ['python_version ~= "3.9"', true],
    ['python_version ~= "3.12.0"', true],
    ['python_version > "3.9"', true],
    ['python_version <= "3.12.0"', true],
    ['python_full_version < "3.11.3"', false],
    ['python_full_version >= "3.12.4"', true],
    ['"3.9" < python_version', true],
    ['sys_platform == "win32"', false],
    ['sys_platform != "win32" and platform_machine == "aarch64"', true],
    ['platform_system == "Windows" or os_name == "posix"', true],
    ['platform_machine in "x86_64 aarch64"', true],
    ['sys_platform not in "win32 darwin"', true],
    ['os_name == "nt" and (sys_platform == "linux" or python_version > "3")', false],
    ['(os_name == "nt" and sys_platform == "linux") or python_version > "3"', true],
    ['platform_python_implementation === "CPython"', true],
    ['platform_release < "a"', true],
    ['platform_release >= ""', true],
    ['sys_platform > "a" and sys_platform <= "linux"', true],
  ];
  for (const [marker, expected] of cases) {
    it(`says ${expected} of ${marker}`, () => {
      assert.equal(markerHolds(marker, ENVIRONMENT), expected);
    });
  }

  for (const marker of [
    "",
    "python_version",
    "python_version <",
    'unknown == "1"',
    'python_version < "3" python_version',
    '(python_version < "3"',
    'sys_platform ~= "linux"',
    'python_version not "3"',
    "python_version < $",
  ]) {
    it(`refuses ${JSON.stringify(marker)}`, () => {
      assert.throws(() => markerHolds(marker, ENVIRONMENT), { message: `Invalid marker: ${marker}` });
    });
  }
});
