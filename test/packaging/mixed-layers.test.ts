import assert from "node:assert/strict";
import { createBuildContext } from "../../packaging/build-context.ts";
import type { LayerSource } from "../../packaging/build-request.ts";
import { mixedLayers } from "../../packaging/mixed-layers.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

type Locked = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The two files of a layer with these packages; `direct` ones are those that it is made for. */
function npmFiles(id: string, packages: Locked, direct: readonly string[]): Readonly<Record<string, string>> {
  const dependencies = Object.fromEntries(direct.map((name) => [name, "*"]));
  return {
    [`layers/${id}/package.json`]: JSON.stringify({ dependencies }),
    [`layers/${id}/package-lock.json`]: JSON.stringify({
      lockfileVersion: 3,
      packages: { "": { dependencies }, ...packages },
    }),
  };
}

describe("mixedLayers", () => {
  let project: TemporaryProject;
  afterEach(() => project.remove());

  function mixed(files: Readonly<Record<string, string>>, kind: "npm" | "source" = "npm") {
    project = temporaryProject(files);
    const layers = ["one", "two"].map((id): LayerSource => {
      const folder = project.path("layers", id);
      return kind === "source"
        ? { kind, id: `app/${id}`, folder, layers: [] }
        : { kind, id: `app/${id}`, folder, architecture: "arm64" };
    });
    return mixedLayers(createBuildContext(project.root, {}, assert.fail), "functions/a/handler.ts", layers);
  }

  it("names both layers of a function with different releases of a package, first one that a layer is made for", () => {
    const one = { "node_modules/sharp": { version: "0.35.5" }, "node_modules/aa": { version: "1.0.0" } };
    const two = {
      "node_modules/sharp": { version: "0.34.0", dependencies: { aa: "2" } },
      "node_modules/aa": { version: "2.0.0" },
    };
    const files = { ...npmFiles("one", one, ["sharp", "aa"]), ...npmFiles("two", two, ["sharp"]) };
    assert.deepEqual(mixed(files), {
      at: "functions/a/handler.ts",
      expected: "one release of sharp in all layers of the function, which Lambda unpacks into one folder",
      found:
        "0.35.5 in the layer app/one (layers/one/package-lock.json) and 0.34.0 in the layer app/two " +
        "(layers/two/package-lock.json)",
      advice: "Lock the same version in both, or make one layer of them.",
    });
  });

  it("knows what the packages of layers bring with them", () => {
    const locked = (version: string, name: string) => ({
      [`node_modules/${name}`]: { version: "1.0.0", dependencies: { shared: "1" } },
      "node_modules/shared": { version },
    });
    const files = {
      ...npmFiles("one", locked("1.0.0", "a"), ["a"]),
      ...npmFiles("two", locked("1.0.1", "b"), ["b"]),
    };
    assert.match(mixed(files)?.expected ?? "", /^one release of shared /);
  });

  it("finds nothing in layers with the same releases, or with different ones for other machines", () => {
    const locked = (version: string) => ({
      "node_modules/a": { version: "1.0.0", optionalDependencies: { "a-darwin": "1" } },
      "node_modules/a-darwin": { version, os: ["darwin"] },
    });
    assert.equal(
      mixed({ ...npmFiles("one", locked("1.0.0"), ["a"]), ...npmFiles("two", locked("1.0.1"), ["a"]) }),
      undefined,
    );
  });

  it("knows two layers of shared code with one name", () => {
    const kit = '{"name":"@app/kit","exports":"./index.ts"}';
    const files = Object.fromEntries(
      ["one", "two"].flatMap((id) => [
        [`layers/${id}/package.json`, kit],
        [`layers/${id}/index.ts`, ""],
      ]),
    );
    assert.match(mixed(files, "source")?.found ?? "", /^the code in layers\/one in the layer app\/one /);
  });
});
