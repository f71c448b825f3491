import { InvalidArgumentError } from "commander";

/** The port in an option. */
export function portNumber(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new InvalidArgumentError("Expected a whole number from 1 to 65535.");
}
