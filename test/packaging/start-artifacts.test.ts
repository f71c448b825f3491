import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { buildArtifacts } from "../../packaging/build.ts";
import { startArtifacts } from "../../packaging/start-artifacts.ts";
import { SILENT_PROGRESS } from "../../reporting/progress-bar.ts";
import { UserError } from "../../reporting/user-error.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

describe("startArtifacts", () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = temporaryProject({
      "functions/a/handler.ts": "export const handler = () => 1;",
      "functions/broken/handler.ts": "export const handler = ;",
    });
  });
  afterEach(() => project.remove());

  it("gives at once what buildArtifacts gives", async () => {
    const request = project.request([project.fn("a")]);
    assert.deepEqual(startArtifacts(request)(), await buildArtifacts(request, SILENT_PROGRESS));
  });

  it("starts nothing and makes no store when there is nothing to build", () => {
    assert.deepEqual(
      startArtifacts({ projectRoot: project.path("not there"), functions: [], layers: [] })(),
      [],
    );
  });

  it("gives commands the environment as it is, without what is meant for esbuild", () => {
    project.write("functions/native/main.txt", "");
    const command = `env > "${project.path("env.txt")}"; echo > "$TERRALOOM_OUT/bootstrap"`;
    const folder = project.path("functions/native");
    const native = {
      kind: "command",
      id: "native",
      folder,
      layers: [],
      command,
      architecture: "arm64",
    } as const;
    startArtifacts(project.request([native]))();
    const names = readFileSync(project.path("env.txt"), "utf8")
      .split("\n")
      .map((line) => line.split("=")[0]);
    assert.ok(names.includes("TERRALOOM_OUT"));
    assert.equal(names.includes("GOGC"), "GOGC" in process.env);
  });

  it("throws a user's mistake with the message that it has in the other process", () => {
    assert.throws(
      () => startArtifacts(project.request([project.fn("broken")]))(),
      (error) => {
        assert.ok(error instanceof UserError);
        assert.equal(
          error.message,
          'functions/broken/handler.ts:1:24: Expected code that compiles, but found this error: Unexpected ";". ' +
            "Correct it and build again.\n" +
            "    1 │ export const handler = ;\n" +
            "      ╵                        ^",
        );
        return true;
      },
    );
  });

  it("throws what nobody expected with the stack of the other process", () => {
    const request = project.request([project.fn("a", ["undeclared"])]);
    assert.throws(
      () => startArtifacts(request)(),
      (error) => {
        assert.ok(error instanceof Error && !(error instanceof UserError));
        assert.match(
          error.message,
          /^The build failed unexpectedly\.\nError: The layer "undeclared" is used but was not declared\.\n {4}at /,
        );
        return true;
      },
    );
  });
});
