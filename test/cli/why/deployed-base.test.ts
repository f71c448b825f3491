import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { type Base, manifestBase } from "../../../cli/why/base.ts";
import { type Built, givenBase, localBase } from "../../../cli/why/deployed-base.ts";
import { wantedChanges } from "../../../cli/why/wanted-changes.ts";
import { whyText } from "../../../cli/why/why-text.ts";
import type { ManifestEntry } from "../../../packaging/manifest.ts";
import { sha256 } from "../../../packaging/sha256.ts";
import { compareManifests } from "../../../review/code/compare-manifests.ts";
import { ENTRY } from "../../packaging/manifest-entry.ts";
import { builtFrom, stateOf } from "./small-app.ts";

describe("what a build is compared with", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "base-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const NOW = builtFrom("three");
  const path = () => join(folder, "terraform.dev.tfstate");
  const write = (json: unknown): void => writeFileSync(path(), JSON.stringify(json));
  const around = (known: readonly ManifestEntry[] = []) => ({
    before: () => [builtFrom("second")],
    originOf: (digest: string) => known.find((entry) => entry.sha256 === digest),
    outFolder: "cdktf.out",
  });
  const inFile = (entries: readonly ManifestEntry[] = [NOW]): Built => ({
    entries,
    states: new Map([["dev", { kind: "file", path: path() }]]),
  });

  function answer(built: Built, base: Base, name: string = "compress") {
    const wanted = wantedChanges(name, compareManifests(base.entries, built.entries), base);
    return { text: wanted.map(whyText).join(""), notes: wanted.flatMap(({ notes }) => notes) };
  }
  const changed = (since: string, bytes: number): string =>
    `dev/compress has other bytes than in ${since}\n  handler.ts changed (${bytes} → 5 bytes)\n`;

  it("is the build of the deployed zip, where that is known", async () => {
    write(stateOf("once"));
    const base = await localBase(inFile(), around([builtFrom("once")]));
    assert.deepEqual(answer(inFile(), base), { text: changed("the last deploy", 4), notes: [] });
  });

  it("is this very build where its zip is deployed, which nobody needs to have kept", async () => {
    write(stateOf("three"));
    assert.deepEqual(answer(inFile(), await localBase(inFile(), around())), {
      text: "dev/compress has the same bytes as in the last deploy\n",
      notes: [],
    });
  });

  it("is nothing for what is not deployed yet", async () => {
    write({ version: 4, resources: [] });
    assert.equal(
      answer(inFile(), await localBase(inFile(), around())).text,
      "dev/compress is new since the last deploy\n" +
        "  handler.ts added (5 bytes)\n  package ms added (2.1.3)\n  build option format: none → cjs\n",
    );
  });

  it("is what Lambda has where the state says something else", async () => {
    write(stateOf("three", { code_sha256: sha256("once", "base64") }));
    assert.deepEqual(answer(inFile(), await localBase(inFile(), around([builtFrom("once")]))), {
      text: changed("the last deploy", 4),
      notes: [
        "Lambda has another zip than Terraform says it gave it: a deploy has failed, or somebody else changed it. No plan will show that.",
      ],
    });
  });

  it("is not known where nobody knows what the deployed zip was made from", async () => {
    write(stateOf("unknown"));
    const base = await localBase(inFile(), around());
    assert.throws(() => answer(inFile(), base), {
      name: "UserError",
      message: `dev/compress: Expected a deployed zip that was built with this machine's cache, but found ${sha256("unknown", "base64")}, of which nobody here knows the inputs; now it is ${NOW.sha256}. Build what is deployed again with --commit <commit>, or name the manifest of the deploy with --base.`,
    });
  });

  it("is the build before where no state is here", async () => {
    assert.deepEqual(answer(inFile(), await localBase(inFile(), around())), {
      text: changed("the build before", 6),
      notes: [
        `There is no ${relative(process.cwd(), path())}: dev was not deployed from here, and the build before stands for it.`,
      ],
    });
    const elsewhere: Built = {
      entries: [NOW],
      states: new Map([["dev", { kind: "elsewhere", backend: "s3" }]]),
    };
    assert.deepEqual(answer(elsewhere, await localBase(elsewhere, around())).notes, [
      "The state of dev is in s3: the build before stands for what is deployed. To ask the state: terraform -chdir=cdktf.out/stacks/dev state pull | npx terraloom why compress --state -",
    ]);
  });

  it("is one for each stack", async () => {
    write(stateOf("three"));
    const built = inFile([NOW, builtFrom("three", "prod")]);
    const { text } = answer(built, await localBase(built, around()));
    assert.match(
      text,
      /^dev\/compress has the same bytes as in the last deploy\nprod\/compress is new since the build before\n/,
    );
  });

  it("is of a plan or state that is named, for one stack", async () => {
    const change = { before: { source_code_hash: sha256("once", "base64") } };
    const resource = { mode: "managed", type: "aws_lambda_function", name: "compress", change };
    write({ format_version: "1.2", resource_changes: [resource] });
    const base = await givenBase(path(), "compress", inFile(), around([builtFrom("once")]));
    assert.equal(answer(inFile(), base).text, changed("the last deploy", 4));
    const both = inFile([NOW, builtFrom("three", "prod")]);
    await assert.rejects(givenBase(path(), "compress", both, around()), {
      message:
        'Expected the name of a function or layer of one stack, since a state is of one, but found "compress", which dev and prod have. Write dev/compress.',
    });
  });

  it("is of no file that is neither", async () => {
    write({ artifacts: [] });
    await assert.rejects(givenBase(path(), "compress", inFile(), around()), {
      message: `${path()}: Expected a state or a plan as JSON, but found something else. Write it with: terraform state pull, or terraform show -json plan.out`,
    });
    await assert.rejects(givenBase("none", "compress", inFile(), around()), {
      message:
        "none: Expected a state or a plan as JSON, but found nothing there. Write it with: terraform state pull, or terraform show -json plan.out",
    });
  });

  it("has names of functions and layers, and no others", () => {
    const base = manifestBase([ENTRY], "old.json");
    assert.throws(() => answer({ entries: [], states: new Map() }, base, "crop"), {
      message: 'Expected a function or layer "crop", but found only compress. Check the spelling.',
    });
    assert.equal(
      answer({ entries: [], states: new Map() }, base, "app/compress").text.split("\n")[0],
      "app/compress is gone since old.json",
    );
  });
});
