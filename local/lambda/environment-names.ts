import { randomBytes } from "node:crypto";
import { type LambdaSpec, versionOf } from "./lambda-spec.ts";

/** One for each execution environment. */
export function newLogStreamName(spec: LambdaSpec): string {
  const day = new Date().toISOString().slice(0, 10).replaceAll("-", "/");
  return `${day}/[${versionOf(spec)}]${randomHex(16)}`;
}

/** As "AWS X-Ray concepts" lays a tracing header out; nothing collects segments here. */
export function newTraceId(): string {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${randomHex(12)};Parent=${randomHex(8)};Sampled=0`;
}

function randomHex(bytes: number): string {
  return randomBytes(bytes).toString("hex");
}
