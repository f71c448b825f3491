import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { LambdaSpec } from "../../../local/lambda/lambda-runtime.ts";

/** A temporary folder with files of functions and layers, removed after the tests. */
export interface FunctionFolder {
  readonly path: string;
  write(file: string, text: string): void;
  /** A function whose `index.js` has this text, in a folder of its own. */
  function(source: string, changes?: Partial<LambdaSpec>): LambdaSpec;
  /** A function whose `app.py` has this text, in a folder of its own. */
  python(source: string, changes?: Partial<LambdaSpec>): LambdaSpec;
  remove(): void;
}

export function createFunctionFolder(): FunctionFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "terraloom-lambda-")));
  let count = 0;
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), text);
  };
  const spec = (files: Readonly<Record<string, string>>, changes: Partial<LambdaSpec>): LambdaSpec => {
    count += 1;
    const name = `function-${count}`;
    for (const [file, text] of Object.entries(files)) write(join(name, file), text);
    return {
      name,
      arn: `arn:aws:lambda:eu-west-1:123456789012:function:${name}`,
      runtime: "nodejs22.x",
      taskRoot: join(path, name),
      layerRoots: [],
      handler: "index.handler",
      timeoutSeconds: 20,
      memoryMb: 256,
      environment: {},
      ...changes,
    };
  };
  return {
    path,
    write,
    function: (source, changes = {}) => spec({ "index.js": source, "package.json": "{}" }, changes),
    python: (source, changes = {}) =>
      spec({ "app.py": source }, { runtime: "python3.13", handler: "app.handler", ...changes }),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
