import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { readZip } from "../packaging/unzip.ts";
import { zipFiles } from "../packaging/zip.ts";
import { temporaryFolder } from "./run/command-line.ts";

const run = promisify(execFile);
const README = readFileSync("README.md", "utf8");

/** The code blocks of a language, without the indentation of the list they may stand in. */
function blocks(language: string): readonly string[] {
  const found = README.matchAll(new RegExp(`^( *)\`\`\`${language}\\n([\\s\\S]*?)^\\1\`\`\`$`, "gm"));
  return [...found].map(([, indent = "", code = ""]) => code.replaceAll(new RegExp(`^${indent}`, "gm"), ""));
}

/** The TypeScript blocks that name a file in their first line. */
function blocksOf(file: string): readonly string[] {
  return blocks("ts").filter((block) => block.startsWith(`// ${file}\n`));
}

/** This repository's `main.ts` with what the README adds: imports at the top, the rest at the end of the loop. */
function extendedMain(): string {
  const added = blocksOf("main.ts").flatMap((block) => block.split("\n").slice(1));
  const isImport = (line: string) => line.startsWith("import ");
  const own = readFileSync("main.ts", "utf8");
  const body = added.filter((line) => !isImport(line)).join("\n");
  return `${added.filter(isImport).join("\n")}\n${own.replace(/ {2}\}\n\}\);\n$/, `${body}\n  }\n});\n`)}`;
}

describe("the code of the README", () => {
  const folder = temporaryFolder();
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder.path, file)), { recursive: true });
    writeFileSync(join(folder.path, file), text);
  };
  const node = (...args: readonly string[]) =>
    run(process.execPath, args, { cwd: folder.path, env: { ...process.env, CI: "true" } });

  before(() => {
    mkdirSync(join(folder.path, "functions"));
    const functions = readdirSync("functions").map((name) => `functions/${name}`);
    const rooms = ["layers", "local", "modules", "node_modules", "packaging", "reporting", "workflows"];
    for (const name of [...rooms, ...functions]) symlinkSync(resolve(name), join(folder.path, name));
    write("package.json", JSON.stringify({ type: "module" }));
    write("cdktf.json", JSON.stringify({ app: "node --import tsx main.ts" }));
    write(
      "tsconfig.json",
      JSON.stringify({
        extends: resolve("tsconfig.json"),
        compilerOptions: {
          types: ["node", "mocha"],
          paths: {
            terraloom: ["./modules/index.ts"],
            "terraloom/testing": ["./local/testing/index.ts"],
            "@terraloom/image-kit": ["./layers/image-kit/index.ts"],
          },
        },
        include: ["*.ts", "functions/greet"],
        exclude: [],
      }),
    );
    write("functions/greet/handler.ts", blocksOf("functions/greet/handler.ts").join(""));
    write("main.ts", extendedMain());
    write("app.ts", blocksOf("app.ts").join(""));
    write("runtimes.ts", blocksOf("runtimes.ts").join(""));
    write("photo.test.ts", blocksOf("photo.test.ts").join(""));
    write("functions/tally/app.py", "def handler(event, context):\n    return len(event)\n");
    mkdirSync(join(folder.path, "report"));
    writeFileSync(
      join(folder.path, "report/report.jar"),
      zipFiles([{ path: "shop/Report.class", bytes: new Uint8Array([0xca, 0xfe, 0xba, 0xbe]) }]),
    );
    write("rates/build.sh", '#!/bin/sh\necho "#!/bin/sh" > "$TERRALOOM_OUT/bootstrap"\n');
    chmodSync(join(folder.path, "rates/build.sh"), 0o755);
    write("team-configuration.ts", blocksOf("configuration.ts").join(""));
    copyFileSync("configuration.ts", join(folder.path, "configuration.ts"));
  });
  after(() => folder.end());

  it("names a file in each block, and there are as many as there should be", () => {
    const files = blocks("ts").map((block) => block.split("\n")[0]);
    assert.deepEqual(files, [
      "// functions/greet/handler.ts",
      "// main.ts",
      "// main.ts",
      "// app.ts",
      "// runtimes.ts",
      "// photo.test.ts",
      "// configuration.ts",
    ]);
  });

  it("compiles", async function () {
    this.timeout(120_000);
    const errors = await node(resolve("node_modules/typescript/bin/tsc"), "-p", ".").catch(
      ({ stdout }) => stdout,
    );
    assert.deepEqual(errors.stdout ?? errors, "");
  });

  it("adds a function in four steps", async function () {
    this.timeout(120_000);
    const [command = ""] = blocks("sh").filter((block) => block.includes("invoke greet"));
    const [, event = ""] = /^echo '(.*)' > event\.json$/m.exec(command) ?? [];
    assert.match(command, /^npx terraloom invoke greet event\.json$/m);
    write("event.json", event);
    const { stdout } = await node(resolve("cli/terraloom.mjs"), "invoke", "greet", "event.json");
    assert.deepEqual(JSON.parse(stdout), { text: "Hello you" });
  });

  it("drops into an app of one's own", async function () {
    this.timeout(120_000);
    await node("--import", "tsx", "app.ts");
    const json = JSON.parse(
      readFileSync(join(folder.path, "cdktf.out/stacks/greetings/cdk.tf.json"), "utf8"),
    );
    assert.deepEqual(Object.keys(json.resource.aws_sfn_state_machine), ["welcome"]);
    assert.deepEqual(Object.keys(json.resource.aws_lambda_function), ["greet"]);
  });

  it("builds functions of other runtimes", async function () {
    this.timeout(120_000);
    await node("--import", "tsx", "runtimes.ts");
    const assets = join(folder.path, "cdktf.out/stacks/runtimes/assets");
    const paths = (name: string) => readZip(readFileSync(join(assets, name))).map(({ path }) => path);
    assert.deepEqual(readdirSync(assets).map(paths), [["bootstrap"], ["shop/Report.class"], ["app.py"]]);
  });

  it("tests a state machine and a rule", async function () {
    this.timeout(120_000);
    const mocha = resolve("node_modules/mocha/bin/mocha.js");
    const { stdout } = await node("--import", "tsx", mocha, "--no-config", "photo.test.ts");
    assert.match(stdout, /^ +3 passing/m);
  });

  it("calls scripts that package.json has", () => {
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
    const called = [
      ...blocks("sh")
        .join("\n")
        .matchAll(/npm (?:run )?(start|test|[a-z]+)\b/g),
    ].map(([, name]) => name);
    assert.deepEqual([...new Set(called)].sort(), ["ci", "install", "start", "test"]);
    assert.ok(scripts.start && scripts.test);
  });
});
