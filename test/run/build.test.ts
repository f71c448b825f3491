import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ReportedArtifact } from "../../cli/build-report.ts";
import { type CommandResult, temporaryFolder } from "./command-line.ts";

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));

/** An app with one function for each of `names`, the first with a budget. */
function appOf(names: readonly string[], budget: string): string {
  const functions = names.map((name, index) => {
    const props = `{ entry: "${name}.ts"${index === 0 ? `, budget: ${budget}` : ""} }`;
    return `new LambdaFunction(stack, "${name}", ${props});`;
  });
  return `
import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { TerraformStack } from "cdktf";
import { LambdaFunction } from "${REPOSITORY}modules/lambda-function.ts";
import { synthesize } from "${REPOSITORY}modules/synthesize.ts";
synthesize((app) => {
  const stack = new TerraformStack(app, "app");
  new AwsProvider(stack, "aws", { region: "eu-west-1" });
  ${functions.join("\n  ")}
});
`;
}

describe("terraloom build", function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const write = (name: string, text: string) => writeFileSync(join(folder.path, name), text);
  const handler = (text: string) => `export const handler = () => ${JSON.stringify(text)};\n`;
  before(() => {
    symlinkSync(join(REPOSITORY, "node_modules"), join(folder.path, "node_modules"), "dir");
    write("cdktf.json", JSON.stringify({ language: "typescript", app: "tsx app.ts" }));
    write("package.json", '{"type":"module"}');
    write("greet.ts", handler("Hello"));
    write("leave.ts", handler("Bye"));
    write("app.ts", appOf(["greet", "leave"], "{ zipBytes: 10_000 }"));
  });
  after(() => folder.end());

  const build = (...args: readonly string[]): Promise<CommandResult> => command("build", ...args);
  const command = (...args: readonly string[]): Promise<CommandResult> =>
    new Promise((resolve) => {
      const env = { ...process.env, TERRALOOM_CACHE: join(folder.path, "cache"), CI: "true" };
      const command = [join(REPOSITORY, "cli/terraloom.mjs"), ...args];
      const child = execFile(process.execPath, command, { cwd: folder.path, env }, (_, stdout, stderr) =>
        resolve({ exitCode: child.exitCode, stdout, stderr }),
      );
    });

  it("shows a table of what it built", async () => {
    const { exitCode, stdout, stderr } = await build();
    assert.deepEqual([exitCode, stderr], [0, ""]);
    const lines = stdout.split("\n");
    assert.match(
      lines[1] ?? "",
      /^│ Stack │ Function or layer │ +Zip │ Unzipped with layers │ Read at init │ Since/,
    );
    assert.match(lines[3] ?? "", /^│ app +│ greet +│ +\d+ k?B │ +\d+ k?B │ \d+ k?B +│ new +│$/);
    assert.match(lines[4] ?? "", /^│ app +│ leave +│ +\d+ k?B │ +\d+ k?B │ \d+ k?B +│ new +│$/);
    assert.equal(lines.slice(6).join("\n"), "2 functions and 0 layers: 2 new\n");
  });

  it("prints JSON and nothing else with --json, and knows what has changed since the last synth", async () => {
    write("greet.ts", handler("Hello to all of you"));
    write("stay.ts", handler("Stay"));
    write("app.ts", appOf(["greet", "stay"], "{ zipBytes: 10_000 }"));
    const { exitCode, stdout, stderr } = await build("--json");
    assert.deepEqual([exitCode, stderr], [0, ""]);
    const { artifacts } = JSON.parse(stdout) as { artifacts: readonly ReportedArtifact[] };
    assert.deepEqual(
      artifacts.map(({ address, change, file, kind, stack }) => [stack, kind, address, file, change.kind]),
      [
        ["app", "function", "greet", "assets/greet.zip", "changed"],
        ["app", "function", "leave", "assets/leave.zip", "gone"],
        ["app", "function", "stay", "assets/stay.zip", "new"],
      ],
    );
    assert.equal(stdout, `${JSON.stringify({ artifacts }, undefined, 2)}\n`);
  });

  it("fails with the budget's own words, and keeps the output that was there", async () => {
    write("app.ts", appOf(["greet", "stay"], "{ unzippedBytes: 10 }"));
    const { exitCode, stdout, stderr } = await build("--json");
    assert.deepEqual([exitCode, stdout], [1, ""]);
    assert.match(
      stderr,
      /^app\/greet: Expected at most 10 bytes unzipped, its budget, but found [\d,]+ bytes\. Make it smaller or raise the budget\. The heaviest inputs, unzipped: greet\.ts \(\d+ bytes\)\.\n$/,
    );
    assert.deepEqual(readdirSync(join(folder.path, "cdktf.out/stacks/app/assets")), [
      "greet.js.map",
      "greet.zip",
      "stay.js.map",
      "stay.zip",
    ]);
  });

  it("tells what does not build once, without a stack trace, and so does a run", async () => {
    write("greet.ts", "export const handler = ;\n");
    write("stay.ts", 'import "left-pad";\nexport const handler = 1;\n');
    write("app.ts", appOf(["greet", "stay"], "{}"));
    const stderr = `Expected functions and layers that build, but found 2 errors that break 2 functions. Correct them and build again.

app/greet
  greet.ts:1:24: Unexpected ";"
      1 │ export const handler = ;
        ╵                        ^

app/stay
  stay.ts:1:8: Expected "left-pad" from a layer of the function or a package that can be bundled, but found neither. Add a layer that provides it to the function, or install it: npm install left-pad
      1 │ import "left-pad";
        ╵        ~~~~~~~~~~
`;
    const refused = { exitCode: 1, stdout: "", stderr };
    assert.deepEqual(await build(), refused);
    assert.deepEqual(await build("--json"), refused);
    assert.deepEqual(await command("run", "greet.ts"), refused);
  });

  it("ends the synth with itself on Ctrl-C, which reaches this command alone", async () => {
    write("app.ts", 'console.error("synth", process.pid);\nsetInterval(() => {}, 1000);\n');
    const child = spawn(process.execPath, [join(REPOSITORY, "cli/terraloom.mjs"), "build"], {
      cwd: folder.path,
      stdio: ["ignore", "ignore", "pipe"],
    });
    const closed = once(child, "close");
    let stderr = "";
    for await (const chunk of child.stderr.setEncoding("utf8")) {
      stderr += chunk;
      if (/synth \d+\n$/.test(stderr)) child.kill("SIGINT");
    }
    await closed;
    const [, pid = ""] = /synth (\d+)/.exec(stderr) ?? [];
    assert.equal(stderr, `synth ${pid}\n\nStopping …\n`);
    assert.equal(child.exitCode, 130);
    assert.throws(() => process.kill(Number(pid), 0), { code: "ESRCH" });
  });

  it("refuses to run where there is no app", async () => {
    const refused = async (found: string) => {
      const { exitCode, stdout, stderr } = await build();
      assert.deepEqual([exitCode, stdout], [2, ""]);
      assert.equal(
        stderr,
        `cdktf.json: Expected the command that synthesizes the app, as "app", but found ${found}. ` +
          'Run in the folder of the app; for instance: { "language": "typescript", "app": "npx tsx main.ts" }\n',
      );
    };
    for (const settings of ["null", "{}", '{ "app": " " }']) {
      write("cdktf.json", settings);
      await refused('no "app" in it');
    }
    write("cdktf.json", "{");
    await refused("no JSON");
    rmSync(join(folder.path, "cdktf.json"));
    await refused("no such file");
  });

  it("refuses what it does not know", async () => {
    const { exitCode, stderr } = await build("--fast");
    assert.deepEqual([exitCode, stderr], [2, "error: unknown option '--fast'\n"]);
  });
});
