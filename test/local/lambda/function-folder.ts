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
  remove(): void;
}

export function createFunctionFolder(): FunctionFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "terraloom-lambda-")));
  let count = 0;
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), text);
  };
  return {
    path,
    write,
    function(source, changes = {}) {
      count += 1;
      const name = `function-${count}`;
      write(join(name, "index.js"), source);
      write(join(name, "package.json"), "{}");
      return {
        name,
        arn: `arn:aws:lambda:eu-west-1:123456789012:function:${name}`,
        taskRoot: join(path, name),
        layerRoots: [],
        handler: "index.handler",
        timeoutSeconds: 20,
        memoryMb: 256,
        environment: {},
        ...changes,
      };
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
