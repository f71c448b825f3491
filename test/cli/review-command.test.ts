import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("../../cli/terraloom.mjs", import.meta.url));
const plan = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/plans/${name}.json`, import.meta.url));

describe("terraloom review", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "review "));
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  function review(args: readonly string[], input = "") {
    const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, "review", ...args], {
      cwd: folder,
      input,
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  }

  it("prints a page and exits with 2 where something needs a decision", () => {
    const { status, stdout, stderr } = review([plan("iam-change")]);
    assert.equal(stderr, "");
    assert.equal(status, 2);
    assert.match(stdout, /^# Plan review: 1 decision, permissions of 2 roles and resources\n/);
  });

  it("reads standard input, and exits with 0 where nothing does", () => {
    const { status, stdout } = review([], readFileSync(plan("no-op"), "utf8"));
    assert.equal(status, 0);
    assert.match(stdout, /^# Plan review: no changes\n/);
  });

  it("lets the gate choose which decisions count", () => {
    assert.equal(review([plan("iam-change"), "--gate", "destroy,replace"]).status, 0);
    const wrong = review([plan("iam-change"), "--gate", "iam,everything"]);
    assert.equal(wrong.status, 1);
    assert.match(
      wrong.stderr,
      /Expected some of destroy,replace,iam,public,protection,contract,capacity, but found "everything"/,
    );
  });

  it("gives gates a form that they can read", () => {
    const { stdout } = review([plan("destroy-critical"), "--format", "json"]);
    const { needsDecision, gates, decisions } = JSON.parse(stdout) as {
      needsDecision: boolean;
      gates: Record<string, number>;
      decisions: readonly { gate: string; address: string }[];
    };
    assert.equal(needsDecision, true);
    assert.deepEqual(gates, {
      destroy: 1,
      replace: 2,
      iam: 0,
      public: 0,
      protection: 0,
      contract: 0,
      capacity: 0,
    });
    assert.deepEqual(
      decisions.map(({ gate, address }) => `${gate} ${address}`),
      [
        "destroy aws_sqs_queue.work-queue",
        "replace aws_s3_bucket.documents",
        "replace aws_sqs_queue.rules-dlq",
      ],
    );
  });

  it("puts several plans on one page, each under its own name, and goes on after one that cannot be read", () => {
    const { status, stdout, stderr } = review([plan("iam-change"), plan("code-change"), "missing.json"]);
    assert.equal(status, 1);
    assert.match(stderr, /^missing\.json: Expected a plan as JSON, but found nothing there\. /);
    assert.match(stdout, /`[^`]*iam-change\.json: aws_iam_role_policy\.charge-policy`/);
    assert.match(stdout, /code-change\.json: aws_lambda_function\.charge-fn/);
  });

  it("writes the page to a file, in any format", () => {
    for (const format of ["markdown", "html", "terminal"]) {
      const out = join(folder, `page.${format}`);
      assert.equal(review([plan("state-machine-change"), "--format", format, "--out", out]).status, 0);
      assert.match(readFileSync(out, "utf8"), /FraudCheck/);
    }
  });

  it("says what is wrong with a file that is no plan, without a stack trace", () => {
    writeFileSync(join(folder, "cut.json"), readFileSync(plan("no-op"), "utf8").slice(0, 1000));
    const { status, stdout, stderr } = review(["cut.json"]);
    assert.equal(status, 1);
    assert.equal(stdout, "");
    assert.equal(
      stderr,
      "cut.json: Expected a plan as JSON, but found JSON that is cut off. Write it with: terraform show -json plan.out > plan.json\n",
    );
  });

  it("asks for both manifests", () => {
    const { status, stderr } = review([plan("no-op"), "--manifest", "new.json"]);
    assert.equal(status, 1);
    assert.match(stderr, /^Expected both --manifest and --base, but found only --manifest\./);
  });
});
