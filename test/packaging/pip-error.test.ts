import assert from "node:assert/strict";
import { PYTHON } from "../../packaging/pip-download.ts";
import { pipError } from "../../packaging/pip-error.ts";

const REQUIREMENTS = {
  options: [],
  packages: [{ name: "Mark_Safe", extras: [], version: "99.1", text: "Mark_Safe==99.1", line: 3 }],
};

describe("pipError", () => {
  function says(output: string, message: string, ...codes: readonly (number | undefined)[]): void {
    const code = codes.length === 0 ? 1 : codes[0];
    const target = { pythonVersion: "3.12", architecture: "x64" } as const;
    const error = pipError({
      end: { code, output },
      requirements: REQUIREMENTS,
      target,
      at: "x/requirements.txt",
    });
    assert.equal(error.message, message);
  }

  it("says that there is no Python", () => {
    says(
      `spawn ${PYTHON} ENOENT`,
      "x/requirements.txt: Expected python3 with pip, to fetch the packages that it names, " +
        `but found that ${PYTHON} does not start: spawn ${PYTHON} ENOENT. ` +
        "Install Python 3.9 or later with pip, or add it to PATH.",
      undefined,
    );
  });

  it("says that Python has no pip", () => {
    says(
      "/usr/bin/python3: No module named pip\n",
      "x/requirements.txt: Expected python3 with pip, to fetch the packages that it names, " +
        `but found a ${PYTHON} without pip. Run "${PYTHON} -m ensurepip", or install it with the system.`,
    );
  });

  const advice =
    "Only wheels are taken, since nothing is compiled here: choose another version, or build and host a wheel.";
  it("names the line of a package that has no wheel, and the versions that have one", () => {
    says(
      "ERROR: Could not find a version that satisfies the requirement mark-safe==99.1 (from versions: 1.0, 2.0)\r\n" +
        "ERROR: No matching distribution found for mark-safe==99.1 (from -r requirements.txt (line 1))\r\n",
      "x/requirements.txt:3: Expected a wheel of mark-safe==99.1 for Python 3.12 on Linux x64 with glibc 2.34, " +
        `but found wheels of 1.0, 2.0 only. ${advice}`,
    );
  });

  it("says that a package has no wheel at all", () => {
    says(
      "\x1b[31mERROR: Could not find a version that satisfies the requirement other==1 (from versions: none)\n\x1b[0m" +
        "\x1b[31mERROR: No matching distribution found for other==1\x1b[0m\n",
      "x/requirements.txt: Expected a wheel of other==1 for Python 3.12 on Linux x64 with glibc 2.34, " +
        `but found none. ${advice}`,
    );
  });

  it("does not take a missing network for a missing package", () => {
    says(
      "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError(…)': /simple/other/\n" +
        "ERROR: No matching distribution found for other==1\n",
      "x/requirements.txt: Expected the package index to answer, but found that it cannot be reached. " +
        "Check the network, the proxy and the settings of pip, and build again.",
    );
  });

  it("gives the last error of pip for all else, or the last line where there is none", () => {
    says(
      "ERROR: first\nsomething\nERROR: Double requirement given: a==1.\nnote\n",
      'x/requirements.txt: Expected "pip download" to fetch the packages that it names, but found its error: ' +
        `Double requirement given: a==1. Run "${PYTHON} -m pip download --only-binary=:all: -r requirements.txt" ` +
        "beside it to see all of it.",
    );
    says(
      "Traceback\npyenv: no Python here\n\n",
      'x/requirements.txt: Expected "pip download" to fetch the packages that it names, but found its error: ' +
        `pyenv: no Python here. Run "${PYTHON} -m pip download --only-binary=:all: -r requirements.txt" ` +
        "beside it to see all of it.",
    );
    says(
      "",
      'x/requirements.txt: Expected "pip download" to fetch the packages that it names, but found its error: ' +
        `no message. Run "${PYTHON} -m pip download --only-binary=:all: -r requirements.txt" beside it to see all of it.`,
    );
  });
});
