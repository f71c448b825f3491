import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { Construct } from "constructs";
import { checkPythonHandler } from "../../modules/python-handler.ts";

describe("checkPythonHandler", () => {
  const construct = new Construct(new App(), "greet");
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "terraloom-python-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function check(handler: string, files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, path, ".."), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    checkPythonHandler(construct, folder, handler);
  }
  const refuses = (message: string, ...args: Parameters<typeof check>) =>
    assert.throws(() => check(...args), { name: "UserError", message });

  for (const text of [
    "def handler(event, context):",
    "async def handler(event, context):",
    "class handler:",
    "handler = make()",
    "handler: Handler = make()",
    "try:\n    from fast import handler\nexcept ImportError:\n    pass",
    "from other import main as handler, more",
    "from other import (\n    more,\n    handler,\n)",
    "import handler",
    "from other import *",
  ]) {
    it(`finds it in ${JSON.stringify(text)}`, () =>
      check("app.handler", { "app.py": `import os\n${text}\n` }));
  }

  it("finds it in packages, with dots and with slashes", () => {
    const files = { "api/v1/__init__.py": "def main(e, c): ...", "api/my-app.py": "def main(e, c): ..." };
    check("api.v1.main", files);
    check("api/v1.main", files);
    check("api/my-app.main", files);
  });

  for (const handler of [
    "handler",
    "app.",
    ".handler",
    "app.py:handler",
    "app.my-handler",
    "my app.handler",
  ]) {
    it(`refuses ${JSON.stringify(handler)}`, () => {
      refuses(
        "greet: Expected a handler of module and function, such as app.handler, " +
          `but found ${JSON.stringify(handler)}. Name the file without .py, a dot, and the function in it.`,
        handler,
        {},
      );
    });
  }

  it("refuses a module that is not there", () => {
    refuses(
      "greet: Expected the module of the handler app.handler in app.py or app/__init__.py, " +
        "but found neither in the folder. Check the handler, and the folder that `python` names.",
      "app.handler",
      { "main.py": "def handler(e, c): ..." },
    );
  });

  for (const text of [
    "def main(e, c): ...",
    "# def handler",
    "handlers = 1",
    "x == handler",
    "print(handler)",
  ]) {
    it(`refuses a module that only has ${JSON.stringify(text)}`, () => {
      refuses(
        "greet: Expected app.py to define the function handler, its handler, but found no line that does. " +
          "Write `def handler(event, context):`, or name another handler.",
        "app.handler",
        { "app.py": text },
      );
    });
  }
});
