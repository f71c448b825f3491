import assert from "node:assert/strict";
import { type ManifestEntry, manifestText } from "../../../packaging/manifest.ts";
import { rememberOrigins } from "../../../packaging/remember-origins.ts";
import { builtFrom, type SmallApp, smallApp, stateOf } from "./small-app.ts";

describe("terraloom why", () => {
  let app: SmallApp;

  beforeEach(() => {
    app = smallApp();
    builds(builtFrom("three"));
    app.write("built/stacks/dev/cdk.tf.json", {
      terraform: { backend: { local: { path: "../../../terraform.dev.tfstate" } } },
    });
  });
  afterEach(() => app.remove());

  const builds = (...entries: readonly ManifestEntry[]): void =>
    app.write("built/terraloom.manifest.json", manifestText(entries));
  const wasBuilt = ({ stack: _, address: __, file: ___, ...origin }: ManifestEntry): void =>
    rememberOrigins(app.folder, [{ ...origin, zipPath: "" }], { TERRALOOM_CACHE: "cache" });
  const changedFrom = (since: string, bytes: number): string =>
    `dev/compress has other bytes than in ${since}\n  handler.ts changed (${bytes} → 5 bytes)\n`;

  it("compares with the last deploy by the state of a local backend, whatever was built since", () => {
    wasBuilt(builtFrom("once"));
    app.write("terraform.dev.tfstate", stateOf("once"));
    app.write("cdktf.out/terraloom.manifest.json", manifestText([builtFrom("second")]));
    assert.deepEqual(app.run(["why", "compress"]), {
      status: 0,
      stdout: changedFrom("the last deploy", 4),
      stderr: "",
    });
  });

  it("compares with what a commit builds", function () {
    this.timeout(180_000);
    app.write("package-lock.json", {});
    builds(builtFrom("second"));
    app.git("init", "-q");
    app.git("add", ".");
    app.git("commit", "-qm", "second");
    builds(builtFrom("three"));
    const { status, stdout, stderr } = app.run(["why", "compress", "--commit", "HEAD"]);
    assert.equal(stderr, "");
    assert.equal(status, 0);
    assert.match(
      stdout,
      /^dev\/compress has other bytes than in commit [0-9a-f]{7,}\n {2}handler\.ts changed \(6 → 5 bytes\)\n$/,
    );
    assert.equal(
      app.run(["why", "compress", "--commit", "none"]).stderr,
      'Expected a commit of this repository, but found "none". Name a commit, branch or tag that git log knows here; git fetch brings what is missing.\n',
    );
  });
});
