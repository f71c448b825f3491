import assert from "node:assert/strict";
import { once } from "node:events";
import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { temporaryFolder } from "./command-line.ts";
import { createProject, REPOSITORY, type RunningCommand, startCommand, writeProject } from "./dev-process.ts";

/** An app with two functions that share a file and a layer, and a bucket. */
function appOf(greeting: string): string {
  return `
import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { TerraformStack } from "cdktf";
import { Bucket } from "${REPOSITORY}modules/bucket.ts";
import { LambdaFunction } from "${REPOSITORY}modules/lambda-function.ts";
import { LambdaLayer } from "${REPOSITORY}modules/lambda-layer.ts";
import { synthesize } from "${REPOSITORY}modules/synthesize.ts";
synthesize((app) => {
  const stack = new TerraformStack(app, "app");
  new AwsProvider(stack, "aws", { region: "eu-west-1" });
  const inbox = new Bucket(stack, "inbox", {});
  const layers = [new LambdaLayer(stack, "kit", { source: "layers/kit" })];
  const environment = { GREETING: "${greeting}", BUCKET: inbox.bucketName };
  new LambdaFunction(stack, "greet", { entry: "functions/greet/handler.ts", layers, environment });
  new LambdaFunction(stack, "leave", { entry: "functions/leave/handler.ts", layers });
  new LambdaFunction(stack, "show", { entry: "functions/show/handler.ts", environment });
});
`;
}

const greet = (text: string) => `
import { sign } from "@app/kit";
import { mark } from "../shared/mark.ts";
export const handler = async ({ name }: { name: string }) =>
  ({ text: sign(process.env.GREETING + ${JSON.stringify(text)} + name + mark) });
`;
const leave = `
import { sign } from "@app/kit";
import { mark } from "../shared/mark.ts";
export const handler = async ({ name }: { name: string }) => ({ text: sign("Bye " + name + mark) });
`;
/** Reads an object over plain HTTP, and writes one that it must not find at the next run. */
const show = (text: string) => `
export const handler = async ({ key }: { key: string }) => {
  const at = (name: string) => [process.env.AWS_ENDPOINT_URL_S3, process.env.BUCKET, name].join("/");
  const found = await fetch(at(key));
  const put = await fetch(at("done"), { method: "PUT", body: "x", headers: { "if-none-match": "*" } });
  return { text: ${JSON.stringify(text)} + (await found.text()), status: put.status };
};
`;
const kit = (end: string) => `export const sign = (text: string) => text + ${JSON.stringify(end)};\n`;

const FILES = {
  "app.ts": appOf("Hello"),
  "functions/greet/handler.ts": greet(" "),
  "functions/leave/handler.ts": leave,
  "functions/show/handler.ts": show("It says "),
  "functions/shared/mark.ts": 'export const mark = "!";\n',
  "layers/kit/package.json": '{ "name": "@app/kit", "exports": "./index.ts" }',
  "layers/kit/index.ts": kit(""),
  "you.json": '{ "name": "you" }',
  "hello.json": '{ "key": "hello.txt" }',
  "hello.txt": "hello",
};
const SECONDS = "\\d+(\\.\\d+)? s";
const builtAndRan = (name: string, text: string) =>
  new RegExp(
    `^${name}: built in ${SECONDS}, ran in ${SECONDS}; ${SECONDS} from save to result\\n\\{\\n  "text": "${text}"\\n\\}\\n`,
    "m",
  );
const ran = (name: string, text: string) =>
  new RegExp(
    `^${name}: ran in ${SECONDS}; ${SECONDS} from save to result\\n\\{\\n  "text": "${text}"\\n\\}\\n`,
    "m",
  );

describe("terraloom dev", function () {
  this.timeout(240_000);
  const folder = temporaryFolder();
  const root = folder.path;
  const write = (path: string, text: string) => writeProject(root, { [path]: text });
  const output = () => readFileSync(join(root, "cdktf.out/stacks/app/cdk.tf.json"), "utf8");
  let dev: RunningCommand;
  before(() => {
    createProject(root, FILES);
    dev = startCommand(root, ["dev"]);
  });
  after(async () => {
    await dev.end("SIGKILL");
    folder.end();
  });

  it("says what it watches", async () => {
    assert.equal(
      await dev.until(/^Watching.*\n/m),
      "Watching 3 functions and 1 layer of app; save a file to build and run. Ctrl-C ends.\n",
    );
  });

  it("builds a function that has no event, and says where one comes from", async () => {
    write("functions/greet/handler.ts", greet(" dear "));
    assert.match(
      await dev.until(/^greet: .*\n/m),
      new RegExp(
        `^greet: built in ${SECONDS}; no event yet: run "terraloom invoke greet event.json" or "terraloom run" once\\n$`,
      ),
    );
  });

  it("runs a saved function with the event of the last local call, whoever made it", async () => {
    for (const [name, event] of [
      ["greet", "you.json"],
      ["leave", "you.json"],
    ] as const) {
      assert.equal((await startCommand(root, ["invoke", name, event]).end()).exitCode, 0);
    }
    write("functions/greet/handler.ts", greet(" good "));
    assert.match(await dev.until(/\n\}\n/), builtAndRan("greet", "Hello good you!"));
  });

  it("leaves the synthesized output as it is, until the next synth", () => {
    const { resource } = JSON.parse(output());
    assert.equal(resource.aws_lambda_function.greet.environment.variables.GREETING, "Hello");
    const before = output();
    write("functions/greet/handler.ts", greet(" dear "));
    return dev.until(/\n\}\n/).then((text) => {
      assert.match(text, builtAndRan("greet", "Hello dear you!"));
      assert.equal(output(), before);
    });
  });

  it("takes a save by rename, with a temporary file and a backup beside, for one save", async () => {
    const path = join(root, "functions/greet/handler.ts");
    renameSync(path, `${path}~`);
    writeFileSync(`${path}.tmp`, "");
    writeFileSync(`${path}.tmp`, greet(" old "));
    renameSync(`${path}.tmp`, path);
    assert.match(await dev.until(/\n\}\n/), builtAndRan("greet", "Hello old you!"));
  });

  it("says what cannot be built, and runs it once that is corrected", async () => {
    write("functions/greet/handler.ts", `${greet(" new ")}const = 1;\n`);
    assert.equal(
      await dev.until(/╵.*\n/),
      "functions/greet/handler.ts:6:7: Expected code that compiles, but found this error: " +
        'Expected identifier but found "=". Correct it and build again.\n' +
        "    6 │ const = 1;\n" +
        "      ╵       ^\n",
    );
    write("functions/greet/handler.ts", greet(" new "));
    assert.match(await dev.until(/\n\}\n/), builtAndRan("greet", "Hello new you!"));
  });

  it("runs both functions of a file that they share", async () => {
    write("functions/shared/mark.ts", 'export const mark = "?";\n');
    assert.match(await dev.until(/^greet[^}]*\}\n/m), builtAndRan("greet", "Hello new you\\?"));
    assert.match(await dev.until(/^leave[^}]*\}\n/m), builtAndRan("leave", "Bye you\\?"));
  });

  it("runs the functions that use a layer with its new code, the one that was called last first", async () => {
    write("layers/kit/index.ts", kit(" (signed)"));
    const line = new RegExp(`^kit \\(layer\\): built in ${SECONDS}; runs leave, greet\\n$`);
    assert.match(await dev.until(/^kit.*\n/m), line);
    assert.match(await dev.until(/\}\n/), ran("leave", "Bye you\\? \\(signed\\)"));
    assert.match(await dev.until(/\}\n/), ran("greet", "Hello new you\\? \\(signed\\)"));
  });

  it("synthesizes again for what declares the app, and runs the functions that are declared otherwise", async () => {
    write("app.ts", appOf("Good day"));
    assert.match(await dev.until(/^app.*\n/m), new RegExp(`^app\\.ts: synthesized in ${SECONDS}\\n$`));
    assert.match(await dev.until(/\}\n/), ran("greet", "Good day new you\\? \\(signed\\)"));
  });

  it("does nothing for a save that changes nothing, and for what commands and editors write", async () => {
    write("functions/leave/handler.ts", leave);
    write("cdktf.out/app.ts", "");
    write("functions/leave/handler.ts~", "");
    write(".idea/app.ts", "");
    write("functions/greet/handler.ts", greet(" last "));
    const text = await dev.until(/\n\}\n/);
    assert.match(text, new RegExp(`^${builtAndRan("greet", "Good day last you\\? \\(signed\\)").source}$`));
  });

  it("says that a save makes no difference to what is built", async () => {
    write("functions/leave/handler.ts", `// A remark\n${leave}`);
    assert.match(
      await dev.until(/^leave.*\n/m),
      new RegExp(`^leave: built in ${SECONDS}; the same as before\\n$`),
    );
  });

  it("builds again once a file appears that was missing, without a synth", async () => {
    write("functions/leave/handler.ts", `import "./more.ts";\n${leave}`);
    await dev.until(/Could not resolve "\.\/more\.ts".*\n/);
    write("functions/leave/more.ts", "console.log(1);\n");
    assert.match(await dev.until(/^leave[^}]*\}\n/m), builtAndRan("leave", "Bye you\\? \\(signed\\)"));
  });

  it("gives a function the objects that it found at its last call, and not those that it has written", async () => {
    const args = ["invoke", "show", "hello.json", "--put", "inbox/hello.txt=hello.txt"];
    assert.equal((await startCommand(root, args).end()).exitCode, 0);
    for (const text of ["They say ", "We say "]) {
      write("functions/show/handler.ts", show(text));
      const { text: said, status } = JSON.parse(/\{[^}]*\}/.exec(await dev.until(/\n\}\n/))?.[0] ?? "");
      assert.deepEqual([said, status], [`${text}hello`, 200]);
    }
  });

  it("tells of a function that fails, and goes on", async () => {
    write("functions/show/handler.ts", 'export const handler = () => { throw new Error("Oh") };\n');
    const text = await dev.until(/^\}\n/m);
    assert.match(text, new RegExp(`^show: built in ${SECONDS}, failed after ${SECONDS}; `));
    assert.match(text, /"errorMessage": "Oh"/);
  });

  it("stops a run once there is a newer save", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const asked = once(server, "request"); // and never answered
    write("functions/show/handler.ts", `export const handler = () => fetch("http://127.0.0.1:${port}");\n`);
    await asked;
    write("functions/show/handler.ts", 'export const handler = async () => ({ text: "Done" });\n');
    const text = await dev.until(/\n\}\n/);
    server.close().closeAllConnections();
    assert.match(text, new RegExp(`^${builtAndRan("show", "Done").source}$`));
  });

  it("says where events cannot be kept, and runs all the same", async () => {
    const closed = { TERRALOOM_CACHE: join(root, "hello.txt") };
    const { exitCode, output: text } = await startCommand(
      root,
      ["invoke", "leave", "you.json"],
      closed,
    ).end();
    assert.equal(exitCode, 0);
    assert.match(text, /^The last events are not kept: ENOTDIR: not a directory, mkdir /m);
  });

  it("ends on Ctrl-C, and leaves nothing in the folder for temporary files", async () => {
    const { exitCode, output: last } = await dev.end("SIGINT");
    assert.deepEqual([exitCode, last], [130, "\nStopping …\n"]);
    assert.deepEqual(
      readdirSync(join(root, "tmp")).filter((name) => name.startsWith("terraloom-")),
      [],
    );
  });

  it("waits for the next save where the first synth fails", async () => {
    write("app.ts", "throw new Error('Not yet');\n");
    dev = startCommand(root, ["dev", "leave", "you.json"]);
    await dev.until(/^The synth has failed; the next save tries again\.\n/m);
    write("app.ts", appOf("Hello"));
    assert.equal(
      await dev.until(/^Watching.*\n/m),
      "Watching 1 function and 1 layer of app; save a file to build and run. Ctrl-C ends.\n",
    );
  });

  it("begins with the event that it is given", async () => {
    const first = new RegExp(
      `^leave: ran in ${SECONDS}\\n\\{\\n  "text": "Bye you\\? \\(signed\\)"\\n\\}\\n$`,
    );
    assert.match((await dev.until(/\n\}\n/)).replace("1\n", ""), first);
  });

  it("does nothing for functions that are not named", async () => {
    write("functions/greet/handler.ts", greet(" hidden "));
    write("functions/leave/handler.ts", leave.replace("Bye", "Farewell"));
    assert.match(await dev.until(/\n\}\n/), builtAndRan("leave", "Farewell you\\? \\(signed\\)"));
    assert.equal((await dev.end("SIGTERM")).exitCode, 130);
  });

  it("refuses a function that the app has not", async () => {
    const { exitCode, output: text } = await startCommand(root, ["dev", "paint"]).end();
    assert.deepEqual(
      [exitCode, text],
      [
        2,
        'Expected a function "paint", but found only greet, leave, show. Check the spelling, or declare it.\n',
      ],
    );
  });
});
