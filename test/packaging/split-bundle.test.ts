import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createBuildContext } from "../../packaging/build-context.ts";
import { bundleEntries } from "../../packaging/bundle.ts";
import { bundleFunctions, type FunctionCode } from "../../packaging/split-bundle.ts";
import { CASES, PACKAGES } from "./split-bundle-cases.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

/** What a handler gives or throws, in a process of its own, which sees no packages but those in the bundle. */
function resultOf(folder: string): unknown {
  const script = `
    const { handler } = require("./index.js");
    Promise.resolve().then(handler).then(
      (value) => process.stdout.write(JSON.stringify({ value }) ?? "undefined"),
      (error) => process.stdout.write(JSON.stringify({ name: error.name, message: error.message })),
    );`;
  return JSON.parse(execFileSync(process.execPath, ["-e", script], { cwd: folder, encoding: "utf8" }));
}

describe("own code apart from packages", () => {
  let project: TemporaryProject;
  let split: readonly FunctionCode[];
  let whole: readonly { readonly code: Uint8Array; readonly exports: readonly string[] | undefined }[];
  const names = Object.keys(CASES);

  before(async function () {
    this.timeout(60_000);
    const files = Object.entries(CASES).flatMap(([name, { files }]) =>
      Object.entries(files).map(([path, text]) => [`functions/${name}/${path}`, text] as const),
    );
    project = temporaryProject({ ...PACKAGES, ...Object.fromEntries(files) });
    for (const name of [
      "@aws-sdk",
      "@smithy",
      "@aws",
      "zod",
      "jsonata",
      "cli-table3",
      "fflate",
      "commander",
      "tslib",
    ]) {
      symlinkSync(resolve("node_modules", name), project.path("node_modules", name));
    }
    const context = createBuildContext(project.root, {}, () => {});
    const entries = names.map((name) => {
      const { files } = CASES[name] ?? { files: {} };
      return project.path("functions", name, Object.keys(files)[0] ?? "");
    });
    const request = { entries, packages: [], purpose: "handler" } as const;
    split = await bundleFunctions(context, request);
    whole = await bundleEntries(context, request);
  });
  after(() => project.remove());

  const write = (name: string, files: FunctionCode["files"]): string => {
    const folder = join(project.root, "..", name);
    mkdirSync(folder, { recursive: true });
    for (const { path, bytes } of files) writeFileSync(join(folder, path), bytes);
    return folder;
  };

  names.forEach((name, index) => {
    it(`does as one bundle does: ${name}`, () => {
      const files = split[index]?.files ?? [];
      const code = whole[index]?.code ?? new Uint8Array();
      const single = resultOf(write(`${name}-whole`, [{ path: "index.js", bytes: code }]));
      assert.deepEqual(resultOf(write(`${name}-split`, files)), single);
      assert.deepEqual("value" in (single as object), true, JSON.stringify(single));
      const isWhole = files.length === 1;
      assert.equal(isWhole, CASES[name]?.isWhole ?? false, isWhole ? "bundled whole" : "bundled apart");
    });
  });

  it("shares the bytes of the packages among handlers that use the same names", () => {
    const bytesOf = (name: string) =>
      split[names.indexOf(name)]?.files.find(({ path }) => path === "packages.js")?.bytes;
    assert.ok(bytesOf("named-imports"));
    assert.equal(bytesOf("named-imports"), bytesOf("the-same-names"));
  });

  it("leaves out what no handler uses of a package", () => {
    const code = split[names.indexOf("named-imports")]?.files.find(
      ({ path }) => path === "packages.js",
    )?.bytes;
    const text = Buffer.from(code ?? []).toString();
    assert.match(text, /esm one/);
    assert.doesNotMatch(text, /esm unused/);
  });

  it("leaves out what no handler uses of a namespace", () => {
    const named = [
      "members of a namespace",
      "members of a namespace that a package exports",
      "a namespace in two own files",
      "a namespace and a name in it",
      "members of a namespace by short specifiers",
    ];
    for (const name of named) {
      const file = split[names.indexOf(name)]?.files.find(({ path }) => path === "packages.js");
      const text = Buffer.from(file?.bytes ?? []).toString();
      assert.match(text, /esm one|space circle/, name);

      assert.doesNotMatch(text, /esm unused|space unused/, name);
    }
  });

  it("keeps own code readable, with its names", () => {
    const text = Buffer.from(split[names.indexOf("own-errors")]?.files[0]?.bytes ?? []).toString();
    assert.match(text, /PhotoDamaged = class extends Error \{/);
  });
});
