import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLambdaRuntime, type LambdaRuntime } from "../../../local/lambda/lambda-runtime.ts";
import { writeWheel } from "../../packaging/wheel-file.ts";
import { createFunctionFolder, type FunctionFolder } from "./function-folder.ts";
import { hasPip, hasPython } from "./has-python.ts";

describe("the program for a function for Python", () => {
  const runtimes: LambdaRuntime[] = [];
  let folder: FunctionFolder;
  let reported: string[];
  let onReport: () => void;

  beforeEach(() => {
    folder = createFunctionFolder();
    reported = [];
    onReport = () => {};
  });
  afterEach(async () => {
    await Promise.all(runtimes.splice(0).map((runtime) => runtime.close()));
    folder.remove();
  });

  const runtimeWith = (env: NodeJS.ProcessEnv = process.env) => {
    const runtime = createLambdaRuntime({
      region: "eu-west-1",
      accountId: "123456789012",
      endpoints: {},
      env,
      report: (line) => {
        reported.push(line);
        onReport();
      },
    });
    runtimes.push(runtime);
    return runtime;
  };
  /** Something in the place of Python. */
  const script = (text: string): NodeJS.ProcessEnv => {
    const path = join(folder.path, "python");
    writeFileSync(path, `#!/bin/sh\n${text}\n`);
    chmodSync(path, 0o755);
    return { ...process.env, TERRALOOM_PYTHON: path };
  };
  const OK = "def handler(event, context):\n    return 'ok'";

  describe("is Python of this machine", () => {
    it("and says once for each function that it is another version than in Lambda", async function () {
      if (!hasPython()) this.skip();
      const version = execFileSync("python3", ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"]);
      const runtime = runtimeWith();
      const [old, same] = [
        folder.python(OK, { runtime: "python3.1" }),
        folder.python(OK, { runtime: `python${version.toString().trim()}` }),
      ];
      for (const spec of [old, same, old]) assert.equal((await runtime.invoke(spec, {})).payload, "ok");
      assert.deepEqual(reported, [
        `${old.name} runs on Python ${version.toString().trim()} here, in Lambda on 3.1`,
      ]);
    });

    it("which is named where it is missing", async () => {
      const spec = folder.python(OK);
      await assert.rejects(runtimeWith({ PATH: folder.path }).invoke(spec, {}), {
        name: "UserError",
        message:
          `${spec.name}: Expected Python 3.9 or later, to run a function of the runtime python3.13, ` +
          "but found that python3 does not start: spawn python3 ENOENT. " +
          "Install it, or name its program in TERRALOOM_PYTHON.",
      });
    });

    it("which is named where it does not start", async () => {
      const env = script("echo 'python: command not found' >&2; exit 127");
      const spec = folder.python(OK);
      await assert.rejects(runtimeWith(env).invoke(spec, {}), {
        name: "UserError",
        message:
          `${spec.name}: Expected Python 3.9 or later, to run a function of the runtime python3.13, ` +
          `but found that ${folder.path}/python does not start: python: command not found. ` +
          "Install it, or name its program in TERRALOOM_PYTHON.",
      });
    });

    it("which is named where it is too old", async () => {
      const env = script(`echo '{"version": "3.8", "isKnown": false}'`);
      const spec = folder.python(OK);
      await assert.rejects(runtimeWith(env).invoke(spec, {}), {
        name: "UserError",
        message:
          `${spec.name}: Expected Python 3.9 or later, to run a function of the runtime python3.13, ` +
          "but found Python 3.8. Install it, or name its program in TERRALOOM_PYTHON.",
      });
    });

    it("which is looked for again after it was missing", async function () {
      if (!hasPython()) this.skip();
      const env = script("exit 1");
      const runtime = runtimeWith(env);
      const spec = folder.python(OK);
      await assert.rejects(runtime.invoke(spec, {}), { name: "UserError" });
      script('exec python3 "$@"');
      assert.equal((await runtime.invoke(spec, {})).payload, "ok");
    });
  });

  describe("has the packages of requirements.txt as they are for this machine", () => {
    beforeEach(function () {
      if (!hasPython() || !hasPip()) this.skip();
    });

    /** A function with wheels beside it, which its requirements take their packages from. */
    const withRequirements = (source: string, pins: readonly string[]) => {
      const spec = folder.python(source, { packageCache: join(folder.path, "cache") });
      const wheels = join(folder.path, "wheels");
      mkdirSync(wheels, { recursive: true });
      const lines = ["--no-index", `--find-links ${wheels}`, ...pins, ""];
      folder.write(`${spec.name}/requirements.txt`, lines.join("\n"));
      return { spec, wheel: (...wheel: WheelParts) => writeWheel(wheels, ...wheel) };
    };
    type WheelParts = [name: string, version: string, files: Readonly<Record<string, string>>];
    const placesOf = (...modules: readonly string[]) =>
      `import ${modules.join(", ")}\ndef handler(event, context):\n    return [${modules.map((name) => `${name}.PLACE`)}]`;

    it("installed once for all functions with the same, and says so", async () => {
      const runtime = runtimeWith();
      const one = withRequirements(placesOf("kit"), ["kit==1.0"]);
      one.wheel("kit", "1.0", { "kit/__init__.py": "PLACE = 'host'" });
      const two = withRequirements(placesOf("kit"), ["kit==1.0"]);
      const answers = await Promise.all([one, two].map(({ spec }) => runtime.invoke(spec, {})));
      assert.deepEqual(
        answers.map(({ payload }) => payload),
        [["host"], ["host"]],
      );
      const [entry, ...others] = readdirSync(join(folder.path, "cache"));
      assert.match(entry ?? "", /^python-[0-9a-f]{64}$/);
      assert.deepEqual(others, []);
      const installing = reported.filter((line) => line.startsWith("Installing "));
      assert.match(installing.join(), /^Installing the packages of function-\d for Python 3\.\d+ …$/);
    });

    it("with machine code from there, and the rest of the zip as it is", async () => {
      const { spec, wheel } = withRequirements(placesOf("native", "pure"), ["native==1.0", "pure==1.0"]);
      wheel("native", "1.0", { "native/__init__.py": "PLACE = 'host'", "native/_code.so": "x" });
      wheel("pure", "1.0", { "pure.py": "PLACE = 'host'" });
      const inZip = { "native/__init__.py": "PLACE = 'Lambda'", "pure.py": "PLACE = 'Lambda'" };
      for (const [file, text] of Object.entries(inZip)) folder.write(`${spec.name}/${file}`, text);
      for (const name of ["native", "pure"]) {
        folder.write(`${spec.name}/${name}-1.0.dist-info/METADATA`, `Name: ${name}\nVersion: 1.0\n`);
      }
      assert.deepEqual((await runtimeWith().invoke(spec, {})).payload, ["host", "Lambda"]);
    });

    it("behind its own modules, whatever a package for this machine alone brings", async () => {
      const source = `import shapes, colors\nPLACE = "own"\n${placesOf("shapes", "colors").split("\n").slice(1).join("\n")}`;
      const { spec, wheel } = withRequirements(source, ["kit==1.0"]);
      wheel("kit", "1.0", {
        "app.py": "raise Exception('not this one')",
        "shapes/__init__.py": "PLACE = 'host'",
        "shapes/_code.so": "x",
        "colors.py": "PLACE = 'host'",
      });
      folder.write(`${spec.name}/shapes/__init__.py`, "PLACE = 'own'");
      folder.write(`${spec.name}/colors.py`, "PLACE = 'own'");
      assert.deepEqual((await runtimeWith().invoke(spec, {})).payload, ["own", "own"]);
    });

    it("and none where it names none", async () => {
      const spec = folder.python(OK, { packageCache: join(folder.path, "cache") });
      folder.write(`${spec.name}/requirements.txt`, "# nothing yet\n\n");
      assert.equal((await runtimeWith().invoke(spec, {})).payload, "ok");
      assert.deepEqual(readdirSync(folder.path), [spec.name]);
    });

    it("or the words of pip, and tries again the next time", async () => {
      const { spec, wheel } = withRequirements(placesOf("kit"), ["kit==1.0"]);
      const runtime = runtimeWith();
      await assert.rejects(runtime.invoke(spec, {}), {
        name: "UserError",
        message:
          `${spec.name}: Expected "pip install" to install the packages of the function for this machine, ` +
          "but found its error: No matching distribution found for kit==1.0. " +
          "Make sure that pip reaches its index and that each package has a wheel for this machine and its Python, " +
          "or name another Python in TERRALOOM_PYTHON.",
      });
      wheel("kit", "1.0", { "kit.py": "PLACE = 'host'" });
      assert.deepEqual((await runtime.invoke(spec, {})).payload, ["host"]);
    });
  });

  it("is not waited for when the runtime closes while packages are installed", async () => {
    const facts = { version: "3.13", isKnown: true, executable: `${folder.path}/python`, sitePackages: [] };
    const runtime = runtimeWith(script(`[ "$1" = -c ] && echo '${JSON.stringify(facts)}' || exec sleep 60`));
    const spec = folder.python(OK, { packageCache: join(folder.path, "cache") });
    folder.write(`${spec.name}/requirements.txt`, "kit==1.0");
    const installing = new Promise<void>((resolve) => {
      onReport = resolve;
    });
    const call = runtime.invoke(spec, {});
    await installing;
    await Promise.all([assert.rejects(call, { message: "The Lambda runtime is closed." }), runtime.close()]);
    assert.deepEqual(readdirSync(join(folder.path, "cache")), []);
  });
});
