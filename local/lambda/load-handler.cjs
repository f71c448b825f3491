"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

/**
 * A function's handler, as "Define Lambda function handler in Node.js" describes it.
 * @typedef {(event: unknown, context: object, callback?: (error?: unknown, result?: unknown) => void) => unknown} Handler
 */

/**
 * Loads the module of a handler and gives the function that the handler names.
 *
 * @param {string} taskRoot the function's folder
 * @param {string} handler `index.handler`, `folder/index.api.handler`
 * @returns {Promise<Handler>}
 * @throws errors by the names that Lambda gives them; what the module itself throws as it is
 */
exports.loadHandler = async (taskRoot, handler) => {
  const match = /^(?:(?<folder>.*)\/)?(?<file>[^./]*)\.(?<exported>[^/]+)$/.exec(handler);
  const { folder = "", file = "", exported = "" } = match?.groups ?? {};
  if (match === null || folder.split("/").includes("..")) {
    throw namedError("Runtime.MalformedHandlerName", "Bad handler");
  }
  const loaded = await loadModule(path.resolve(taskRoot, folder, file));
  const found = exported.split(".").reduce((value, key) => value?.[key], loaded);
  if (!found) throw namedError("Runtime.HandlerNotFound", `${handler} is undefined or not exported`);
  if (typeof found !== "function")
    throw namedError("Runtime.HandlerNotFound", `${handler} is not a function`);
  return found;
};

/**
 * @param {string} base the module's path without its extension
 * @returns {Promise<any>}
 */
async function loadModule(base) {
  try {
    const file = [".js", ".mjs", ".cjs"]
      .map((extension) => base + extension)
      .find((path) => fs.existsSync(path));
    if (file === undefined) return require(base);
    return isEcmaScriptModule(file) ? await import(pathToFileURL(file).href) : require(file);
  } catch (error) {
    if (error instanceof SyntaxError) throw namedError("Runtime.UserCodeSyntaxError", String(error));
    const isMissing = error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND";
    throw isMissing ? namedError("Runtime.ImportModuleError", String(error)) : error;
  }
}

/**
 * `require` of an ES module works in some versions of Node.js only, so that the answer must be known before.
 * @param {string} file
 */
function isEcmaScriptModule(file) {
  if (!file.endsWith(".js")) return file.endsWith(".mjs");
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const packageFile = path.join(folder, "package.json");
    if (fs.existsSync(packageFile)) return JSON.parse(fs.readFileSync(packageFile, "utf8")).type === "module";
    if (folder === path.dirname(folder)) return false;
  }
}

/**
 * An error that Lambda, not the function, gives a name to.
 * @param {string} name
 * @param {string} message
 */
function namedError(name, message) {
  const error = new Error(message);
  error.name = name;
  // Where the stack was written already, it calls the error "Error".
  Error.captureStackTrace(error, namedError);
  return error;
}
exports.namedError = namedError;
