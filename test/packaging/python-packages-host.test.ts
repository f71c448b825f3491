import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { findPython } from "../../local/lambda/find-python.ts";
import { type HostPackages, pythonPackagesForHost } from "../../packaging/python-packages-host.ts";
import { hasPip, hasPython } from "../local/lambda/has-python.ts";
import { writeWheel } from "./wheel-file.ts";

describe("pythonPackagesForHost", () => {
  let folder: string;
  let reported: string[];
  let packages: HostPackages;

  beforeEach(async function () {
    if (!hasPython() || !hasPip()) this.skip();
    folder = mkdtempSync(join(tmpdir(), "terraloom-pip-"));
    mkdirSync(join(folder, "function"));
    writeWheel(folder, "kit", "1.0", { "kit/__init__.py": "NAME = 'kit'", "kit/data.txt": "data" });
    const requirements = Buffer.from(`--no-index\n--find-links ${folder}\nkit==1.0\n`);
    writeFileSync(join(folder, "function", "requirements.txt"), requirements);
    reported = [];
    packages = {
      requirements,
      folder: join(folder, "function"),
      python: await findPython(process.env),
      cacheFolder: join(folder, "cache"),
      shown: "hello",
      report: (line) => reported.push(line),
      env: process.env,
      signal: new AbortController().signal,
    };
  });
  afterEach(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  /** Something in the place of Python. */
  const script = (text: string): string => {
    const path = join(folder, "python");
    writeFileSync(path, `#!/bin/sh\n${text}\n`);
    chmodSync(path, 0o755);
    return path;
  };

  it("installs packages once, even when two ask at the same time", async () => {
    const [first, second] = await Promise.all([
      pythonPackagesForHost(packages),
      pythonPackagesForHost(packages),
    ]);
    assert.equal(first, second);
    assert.deepEqual(readdirSync(join(folder, "cache")), [basename(first)]);
    assert.equal(readFileSync(join(first, "kit", "data.txt"), "utf8"), "data");
    reported.length = 0;
    const withoutPip = { ...packages, python: { ...packages.python, executable: "/no/such/python" } };
    assert.equal(await pythonPackagesForHost(withoutPip), first);
    assert.deepEqual(reported, []);
  });

  it("keeps them apart by requirements, version of Python and platform", async () => {
    // Installs an empty folder, which is quick.
    const executable = script("exit 0");
    const python = { ...packages.python, executable };
    const others = [
      { ...packages, python },
      { ...packages, python, requirements: Buffer.from("other") },
      { ...packages, python: { ...python, version: "3.99" } },
      { ...packages, python: { ...python, platform: "other" } },
    ];
    const folders = new Set<string>();
    for (const one of others) folders.add(await pythonPackagesForHost(one));
    assert.equal(folders.size, 4);
  });

  it("installs again what was damaged, and says so", async () => {
    const path = await pythonPackagesForHost(packages);
    writeFileSync(join(path, "kit", "data.txt"), "damaged");
    reported.length = 0;
    assert.equal(await pythonPackagesForHost(packages), path);
    assert.equal(readFileSync(join(path, "kit", "data.txt"), "utf8"), "data");
    assert.deepEqual(reported, [
      `The stored package folder ${basename(path)} is damaged and is installed again.`,
      `Installing the packages of hello for Python ${packages.python.version} …`,
    ]);
  });

  it("heeds no setting of the user that leads elsewhere", async () => {
    const env = { ...process.env, PIP_TARGET: join(folder, "elsewhere"), PIP_NO_DEPS: "1", PIP_USER: "1" };
    const path = await pythonPackagesForHost({ ...packages, env });
    assert.deepEqual(readdirSync(path).sort(), ["content.record", "kit", "kit-1.0.dist-info"]);
  });

  it("refuses in the words of pip, and leaves nothing behind", async () => {
    rmSync(join(folder, "kit-1.0-py3-none-any.whl"));
    await assert.rejects(pythonPackagesForHost(packages), {
      name: "UserError",
      message:
        'hello: Expected "pip install" to install the packages of the function for this machine, ' +
        "but found its error: No matching distribution found for kit==1.0. " +
        "Make sure that pip reaches its index and that each package has a wheel for this machine and its Python, " +
        "or name another Python in TERRALOOM_PYTHON.",
    });
    assert.deepEqual(readdirSync(join(folder, "cache")), []);
  });

  it("refuses a Python without pip", async () => {
    const executable = script('echo "$0: No module named pip" >&2; exit 1');
    const python = { ...packages.python, executable };
    await assert.rejects(pythonPackagesForHost({ ...packages, python }), {
      name: "UserError",
      message:
        "hello: Expected pip, to install the packages of the function for this machine, " +
        `but found that ${executable} has none. ` +
        `Run "${executable} -m ensurepip", or install it with the system.`,
    });
  });
});
