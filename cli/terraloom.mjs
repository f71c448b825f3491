#!/usr/bin/env node
import { existsSync } from "node:fs";

// A clone runs from its source; the published package holds only what was compiled.
const source = new URL("./main.ts", import.meta.url);
if (existsSync(source)) {
  const { register } = await import("tsx/esm/api");
  register();
  await import(source.href);
} else {
  await import(new URL("../dist/cli/main.js", import.meta.url).href);
}
