import assert from "node:assert/strict";
import { missingPackages } from "../../packaging/python-closure.ts";
import { parseRequirements } from "../../packaging/python-requirements.ts";
import { markerEnvironment } from "../../packaging/python-target.ts";
import type { Distribution } from "../../packaging/python-wheel.ts";

const ENVIRONMENT = markerEnvironment({ pythonVersion: "3.12", architecture: "arm64" });

describe("missingPackages", () => {
  function missing(
    requirements: string,
    needs: Readonly<Record<string, readonly string[]>>,
  ): readonly string[] {
    const distributions = Object.entries(needs).map(
      ([name, requires]): Distribution => ({ name, version: "1.0", requires, files: [] }),
    );
    const { packages } = parseRequirements(requirements, "requirements.txt", ENVIRONMENT);
    return missingPackages(distributions, packages, ENVIRONMENT).map(
      ({ name, neededBy }) => `${name} for ${neededBy}`,
    );
  }

  it("are none where all that is needed is there, in any spelling", () => {
    assert.deepEqual(
      missing("a==1\nTyping_Extensions==1", { a: ["typing.extensions (>=4)"], "typing-extensions": [] }),
      [],
    );
  });

  it("are those that something needs, sorted by name", () => {
    assert.deepEqual(missing("a==1", { a: ["z>=1", "b (<2)"] }), ["b for a 1.0", "z for a 1.0"]);
  });

  it("count on the target, not on this machine", () => {
    const needs = ['colorama ; platform_system == "Windows"', 'tomli ; python_version < "3.13"'];
    assert.deepEqual(missing("a==1", { a: needs }), ["tomli for a 1.0"]);
  });

  it("belong to extras only where these are asked for, by a line or by another package", () => {
    const a = ['h2 ; extra == "HTTP_2"', 'socks ; extra == "socks" and python_version > "3"'];
    assert.deepEqual(missing("a==1", { a }), []);
    assert.deepEqual(missing("a[socks]==1", { a }), ["socks for a 1.0"]);
    assert.deepEqual(missing("b==1", { a, b: ["a[http-2]"] }), ["h2 for a 1.0"]);
  });

  it("end where packages need each other", () => {
    assert.deepEqual(missing("a==1", { a: ["b"], b: ["a", "c"] }), ["c for b 1.0"]);
  });

  it("do not follow from a marker that nobody can read", () => {
    assert.deepEqual(missing("a==1", { a: ["b ; python ~ 3"] }), []);
  });
});
