import assert from "node:assert/strict";
import { filesOfPackages, type LockedPackages, neededPackages } from "../../packaging/locked-packages.ts";

const LAMBDA = { os: "linux", cpu: "arm64", libc: "glibc" } as const;

function needed(locked: LockedPackages): readonly string[] {
  return [...neededPackages(locked, LAMBDA).keys()].sort();
}

describe("neededPackages", () => {
  it("are all that production asks for: dependencies, optional ones and peers, and theirs", () => {
    assert.deepEqual(
      needed({
        "": { dependencies: { a: "1" }, optionalDependencies: { b: "1" } },
        "node_modules/a": { peerDependencies: { c: "1", "not-locked": "1" } },
        "node_modules/b": { dependencies: { a: "1" } },
        "node_modules/c": {},
        "node_modules/d": { dev: true },
      }),
      ["node_modules/a", "node_modules/b", "node_modules/c"],
    );
  });

  it("leave out packages for other machines, and what only these need", () => {
    assert.deepEqual(
      needed({
        "": {
          optionalDependencies: { x64: "1", musl: "1", "not-linux": "1", wasm: "1", fits: "1", any: "1" },
        },
        "node_modules/x64": { cpu: ["x64"] },
        "node_modules/musl": { os: ["linux"], libc: ["musl"] },
        "node_modules/not-linux": { os: ["!linux"] },
        "node_modules/wasm": { cpu: "wasm32", dependencies: { "@scope/runtime": "1" } },
        "node_modules/@scope/runtime": {},
        "node_modules/fits": { os: ["linux"], cpu: ["x64", "arm64"], libc: "glibc" },
        "node_modules/any": { os: ["any"], cpu: ["!x64"] },
      }),
      ["node_modules/any", "node_modules/fits"],
    );
  });

  it("are found as Node.js finds them, the nearest first", () => {
    assert.deepEqual(
      needed({
        "": { dependencies: { "@s/a": "1" } },
        "node_modules/@s/a": { dependencies: { b: "1" } },
        "node_modules/@s/a/node_modules/b": { dependencies: { c: "1" } },
        "node_modules/b": {},
        "node_modules/c": { dependencies: { "@s/a": "1" } },
      }),
      ["node_modules/@s/a", "node_modules/@s/a/node_modules/b", "node_modules/c"],
    );
  });
});

describe("filesOfPackages", () => {
  it("are those of the nearest locked package, with a node_modules of its own that is not locked", () => {
    const locked = {
      "": {},
      "node_modules/a": {},
      "node_modules/a/node_modules/b": {},
      "node_modules/@s/c": {},
    };
    const paths = [
      "node_modules/.package-lock.json",
      "node_modules/.bin/a",
      "node_modules/a/index.js",
      "node_modules/a/lib/node_modules/inside/index.js",
      "node_modules/a/node_modules/b/index.js",
      "node_modules/@s/c/index.js",
    ];
    const files = paths.map((path) => ({ path, bytes: Buffer.from("") }));
    const kept = filesOfPackages(
      files,
      new Map([
        ["node_modules/a", {}],
        ["node_modules/@s/c", {}],
      ]),
      locked,
    );
    assert.deepEqual(
      kept.map(({ path }) => path),
      [
        "node_modules/a/index.js",
        "node_modules/a/lib/node_modules/inside/index.js",
        "node_modules/@s/c/index.js",
      ],
    );
  });
});
