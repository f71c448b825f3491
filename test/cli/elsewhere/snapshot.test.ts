import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeOldSnapshot, writeSnapshot } from "../../../cli/elsewhere/snapshot.ts";

describe("writeSnapshot", () => {
  const home = process.cwd();
  let folder: string;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "snapshot-")));
    mkdirSync(join(folder, "repository/app"), { recursive: true });
    process.chdir(join(folder, "repository/app"));
  });

  afterEach(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true });
  });

  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { stdio: "pipe" });

  it("writes what git knows as it is now, and names what it does not know", () => {
    writeFileSync("main.ts", "one");
    git("init", "-q", "..");
    git("add", ".");
    git("commit", "-qm", "first");
    writeFileSync("main.ts", "two");
    writeFileSync("new.ts", "");
    const { folder: inside, untracked, changed, name } = writeSnapshot(join(folder, "copy"));
    assert.match(name, /^[0-9a-f]{7,} with changes that are not committed$/);
    assert.deepEqual([inside, untracked, changed], ["app", ["new.ts"], ["main.ts"]]);
    assert.deepEqual(readdirSync(join(folder, "copy/app")), ["main.ts"]);
    assert.equal(readFileSync(join(folder, "copy/app/main.ts"), "utf8"), "two");
  });

  it("writes a commit as it was", () => {
    writeFileSync("main.ts", "one");
    git("init", "-q", "..");
    git("add", ".");
    git("commit", "-qm", "first");
    git("tag", "v1");
    writeFileSync("main.ts", "two");
    git("commit", "-qam", "second");
    const { root, folder: inside } = writeOldSnapshot("v1", join(folder, "copy"));
    assert.deepEqual([root, inside], [join(folder, "repository"), "app"]);
    assert.equal(readFileSync(join(folder, "copy/app/main.ts"), "utf8"), "one");
    assert.throws(() => writeOldSnapshot("v2", join(folder, "copy")), {
      message:
        'Expected a commit of this repository, but found "v2". Name a commit, branch or tag that git log knows here; git fetch brings what is missing.',
    });
  });

  it("says what is missing outside of a repository", () => {
    const refused = (found: RegExp) =>
      assert.throws(
        () => writeSnapshot(join(folder, "copy")),
        ({ name, message }: Error) => {
          const [, said = ""] =
            /^Expected a git repository with a commit, but found (.*)\. Run this in the folder of the app, in its repository\.$/.exec(
              message,
            ) ?? [];
          return name === "UserError" && found.test(said);
        },
      );
    refused(/^not a git repository/);
    git("init", "-q", "..");
    refused(/^You do not have the initial commit yet$/);
  });
});
