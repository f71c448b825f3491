import assert from "node:assert/strict";
import { runtimeLanguage } from "../../../local/lambda/runtime-language.ts";

describe("the language of a runtime", () => {
  for (const runtime of ["nodejs20.x", "nodejs24.x"]) {
    it(`of ${runtime} is Node.js`, () => assert.equal(runtimeLanguage(runtime), "nodejs"));
  }
  for (const runtime of ["python3.9", "python3.14"]) {
    it(`of ${runtime} is Python`, () => assert.equal(runtimeLanguage(runtime), "python"));
  }
  for (const runtime of [
    "java21",
    "dotnet8",
    "ruby3.4",
    "provided.al2023",
    "python2.7",
    "container image",
    "",
  ]) {
    it(`of ${runtime || "nothing"} is none that runs here`, () =>
      assert.equal(runtimeLanguage(runtime), undefined));
  }
});
