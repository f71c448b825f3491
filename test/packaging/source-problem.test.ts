import assert from "node:assert/strict";
import type { Location, Message } from "esbuild";
import type { BundlePurpose } from "../../packaging/bundle-error.ts";
import { sourceProblem } from "../../packaging/source-problem.ts";

const LOCATION: Location = {
  file: "functions/x/handler.ts",
  namespace: "",
  line: 2,
  column: 7,
  length: 1,
  lineText: "const a b = 1;",
  suggestion: "",
};

function problemOf(
  { text, ...message }: Pick<Message, "text"> & Partial<Message>,
  purpose: BundlePurpose = "handler",
) {
  const whole = {
    id: "",
    pluginName: "",
    detail: undefined,
    notes: [],
    location: LOCATION,
    text,
    ...message,
  };
  return sourceProblem(whole, { projectRoot: "/home/me/app", purpose }, []);
}

describe("an error of esbuild", () => {
  it("is told with its place and its line", () => {
    assert.deepEqual(problemOf({ text: 'Expected "=" but found "b"' }), {
      place: { file: "functions/x/handler.ts", line: 2, column: 8 },
      breaks: [],
      brief: 'Expected "=" but found "b"',
      parts: {
        at: "functions/x/handler.ts:2:8",
        expected: "code that compiles",
        found: 'this error: Expected "=" but found "b"',
        advice: "Correct it and build again.",
        details: ["    2 │ const a b = 1;", "      ╵        ^"],
      },
    });
  });

  it("has a column in characters, although esbuild counts bytes", () => {
    const lineText = "f('ü漢🐈' b)";
    const column = Buffer.byteLength("f('ü漢🐈' ");
    const { parts } = problemOf({ text: "No", location: { ...LOCATION, lineText, column } });
    assert.equal(parts.at, "functions/x/handler.ts:2:10");
    assert.deepEqual(parts.details, ["    2 │ f('ü漢🐈' b)", "      ╵           ^"]);
  });

  it("has no place where esbuild gives none", () => {
    assert.deepEqual(problemOf({ text: "No", location: null }).parts, {
      expected: "code that compiles",
      found: "this error: No",
      advice: "Correct it and build again.",
    });
  });

  it("names files as they lie in the project, and shows what could steer a terminal as escapes", () => {
    const location = { ...LOCATION, file: "functions/\u001b[2J.ts" };
    const text = "Could not read from file: /home/me/app/functions/\u001b[2J.ts";
    const { parts } = problemOf({ text, location });
    assert.equal(parts.at, "functions/\\u001b[2J.ts:2:8");
    assert.equal(parts.found, "this error: Could not read from file: functions/\\u001b[2J.ts");
  });

  it("keeps the notes that help", () => {
    const location = { ...LOCATION, line: 1, column: 6 };
    const notes = [
      { text: 'The symbol "a" was originally declared here:', location },
      { text: "Nothing more is known.", location: null },
    ];
    assert.deepEqual(problemOf({ text: 'The symbol "a" has already been declared', notes }).parts.details, [
      "    2 │ const a b = 1;",
      "      ╵        ^",
      '  functions/x/handler.ts:1:7: The symbol "a" was originally declared here:',
      "    1 │ const a b = 1;",
      "      ╵       ^",
      "  Nothing more is known.",
    ]);
  });

  const external = {
    text: 'You can mark the path "@x/y/z" as external to exclude it from the bundle',
    location: null,
  };
  const text = 'Could not resolve "@x/y/z"';

  it("is about a missing package where an import of one finds nothing", () => {
    const { parts, missingPackage, brief } = problemOf({ text, notes: [external] });
    const { details: _, ...sentence } = parts;
    assert.deepEqual(sentence, {
      at: "functions/x/handler.ts:2:8",
      expected: '"@x/y/z" from a layer of the function or a package that can be bundled',
      found: "neither",
      advice: "Add a layer that provides it to the function, or install it: npm install @x/y",
    });
    assert.deepEqual([missingPackage, brief], ["@x/y", undefined]);
  });

  it("speaks of the layer whose code has the import", () => {
    const { parts } = problemOf({ text, notes: [external] }, "source layer");
    assert.equal(parts.expected, '"@x/y/z" from a layer of the layer or a package that can be bundled');
    assert.equal(parts.advice, "Add a layer that provides it to the layer, or install it: npm install @x/y");
  });

  for (const path of ["./gone.ts", "../gone.ts", "/gone.ts", "#gone"]) {
    it(`is about no package where ${path} is not found`, () => {
      const { parts, missingPackage } = problemOf({ text: `Could not resolve "${path}"` });
      assert.equal(parts.found, `this error: Could not resolve "${path}"`);
      assert.equal(missingPackage, undefined);
    });
  }

  it("is about no missing package where esbuild knows why it has no such path", () => {
    const note = {
      text: 'The path "./z" is not exported by package "@x/y":',
      location: {
        ...LOCATION,
        file: "node_modules/@x/y/package.json",
        lineText: '{ "exports": {} }',
        column: 13,
      },
    };
    const { parts } = problemOf({ text, notes: [note, external] });
    assert.equal(parts.found, 'this error: Could not resolve "@x/y/z"');
    assert.deepEqual(parts.details?.slice(2), [
      '  node_modules/@x/y/package.json:2:14: The path "./z" is not exported by package "@x/y":',
      '    2 │ { "exports": {} }',
      "      ╵              ^",
    ]);
  });
});
