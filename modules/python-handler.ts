import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Construct } from "constructs";
import { UserError } from "../reporting/user-error.ts";

/**
 * Checks that a handler (`app.handler`, "Define Lambda function handler in Python") is in the folder of a function. The file
 * is searched as text: no Python runs for it.
 *
 * @throws UserError naming the construct for another form, a module that is not there or one that does not have the name.
 */
export function checkPythonHandler(construct: Construct, folder: string, handler: string): void {
  const at = construct.node.path;
  const [, module, name] = /^([\w./-]+)\.([A-Za-z_]\w*)$/.exec(handler) ?? [];
  if (module === undefined || name === undefined) {
    throw new UserError({
      at,
      expected: "a handler of module and function, such as app.handler",
      found: JSON.stringify(handler),
      advice: "Name the file without .py, a dot, and the function in it.",
    });
  }
  const path = module.replaceAll(".", "/");
  const candidates = [`${path}.py`, `${path}/__init__.py`];
  const file = candidates.find((one) => statSync(join(folder, one), { throwIfNoEntry: false })?.isFile());
  if (file === undefined) {
    throw new UserError({
      at,
      expected: `the module of the handler ${handler} in ${candidates.join(" or ")}`,
      found: "neither in the folder",
      advice: "Check the handler, and the folder that `python` names.",
    });
  }
  if (defines(readFileSync(join(folder, file), "utf8"), name)) return;
  throw new UserError({
    at,
    expected: `${file} to define the function ${name}, its handler`,
    found: "no line that does",
    advice: `Write \`def ${name}(event, context):\`, or name another handler.`,
  });
}

/** By `def`, `class`, an assignment or an import; what `import *` brings cannot be told from the text. */
function defines(text: string, name: string): boolean {
  const ways = [
    `^\\s*(async\\s+)?def\\s+${name}\\b`,
    `^\\s*class\\s+${name}\\b`,
    `^\\s*${name}\\s*(:[^=\\n]*)?=(?!=)`,
    `^\\s*(from\\s+\\S+\\s+)?import\\b[^(\\n#]*\\b${name}\\b`,
    `^\\s*from\\s+\\S+\\s+import\\s*\\([^)]*\\b${name}\\b`,
    "^\\s*from\\s+\\S+\\s+import\\s*\\*",
  ];
  return new RegExp(ways.join("|"), "m").test(text);
}
