import { UserError } from "../reporting/user-error.ts";
import { type BinaryPlatform, binaryPlatform } from "./binary-platform.ts";
import type { Architecture } from "./build-request.ts";
import type { ZipFile } from "./zip-file.ts";

/** The program that a runtime without a language starts ("Building a custom runtime for AWS Lambda"). */
export const BOOTSTRAP = "bootstrap";

const SYSTEMS: Readonly<Record<BinaryPlatform["os"], string>> = {
  linux: "Linux",
  darwin: "macOS",
  win32: "Windows",
};

/**
 * Refuses files with which Lambda could not start. `at` is where they come from, `advice` what to do without a `bootstrap`.
 *
 * @throws UserError when `bootstrap` is not at the root, may not be run or is for another machine.
 */
export function refuseUnusableBootstrap(
  files: readonly ZipFile[],
  {
    architecture,
    at,
    advice,
  }: { readonly architecture: Architecture; readonly at: string; readonly advice: string },
): void {
  const bootstrap = files.find(({ path }) => path === BOOTSTRAP);
  if (bootstrap === undefined) {
    const elsewhere = files.find(({ path }) => path.endsWith(`/${BOOTSTRAP}`))?.path;
    throw new UserError({
      at,
      expected: `an executable ${BOOTSTRAP} at the root, which Lambda starts`,
      found: elsewhere === undefined ? "none" : `only ${elsewhere}`,
      advice,
    });
  }
  if (bootstrap.executable !== true) {
    throw new UserError({
      at,
      expected: `${BOOTSTRAP} to be executable`,
      found: "that its mode says nothing of it",
      advice: `Run "chmod +x ${BOOTSTRAP}" before it is packed.`,
    });
  }
  const platform = binaryPlatform(bootstrap.bytes);
  if (platform === undefined || (platform.os === "linux" && platform.cpu === architecture)) return;
  throw new UserError({
    at,
    expected: `${BOOTSTRAP} to be a program for Linux ${architecture}`,
    found: `one for ${[SYSTEMS[platform.os], platform.cpu].filter((part) => part !== undefined).join(" ")}`,
    advice: "Compile it for that machine, or change the `architecture` of the function.",
  });
}
