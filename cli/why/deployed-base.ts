import { relative } from "node:path";
import type { ManifestEntry } from "../../packaging/manifest.ts";
import { UserError } from "../../reporting/user-error.ts";
import type { DeployedZip } from "../../review/code/deployed-zip.ts";
import type { Base } from "./base.ts";
import { deployedEntries, type OriginOf } from "./deployed-entries.ts";
import { readDeployed, readLocalState } from "./read-deployed.ts";
import type { StateLocation } from "./state-location.ts";

/** A build, and where Terraform keeps what is deployed of it. */
export interface Built {
  readonly entries: readonly ManifestEntry[];
  /** By the name of the stack. */
  readonly states: ReadonlyMap<string, StateLocation>;
}

interface Surroundings {
  /** What an artifact of the build before this one was made from, for stacks of which no state is here. */
  readonly before: () => readonly ManifestEntry[];
  readonly originOf: OriginOf;
  /** Where the stacks are, as the user may name it. */
  readonly outFolder: string;
}

const LAST_DEPLOY = "the last deploy";
const BUILD_BEFORE = "the build before";

/** What is deployed by the states of local backends; the build before, and how to learn more, for stacks that have another one. */
export async function localBase(built: Built, around: Surroundings): Promise<Base> {
  const stacks = [...new Set(built.entries.map(({ stack }) => stack))];
  const found = await Promise.all(
    stacks.map(async (stack) => {
      const state = built.states.get(stack);
      return [stack, state?.kind === "file" ? await readLocalState(state.path) : undefined] as const;
    }),
  );
  const deployed = new Map(
    found.filter((one): one is [string, readonly DeployedZip[]] => one[1] !== undefined),
  );
  const base = deployedBase(built, deployed, around);
  if (stacks.every((stack) => deployed.has(stack))) return base;
  const before = around.before().filter(({ stack }) => !deployed.has(stack));
  return {
    ...base,
    entries: [...base.entries, ...before],
    sinceOf: (stack) => (deployed.has(stack) ? LAST_DEPLOY : BUILD_BEFORE),
    notesOf: (entry) =>
      deployed.has(entry.stack) ? base.notesOf(entry) : [withoutState(entry, built.states, around.outFolder)],
  };
}

/**
 * What is deployed by a state or plan that the user has named.
 *
 * @throws {UserError} where several stacks have what is asked for, since a state is of one.
 */
export async function givenBase(
  path: string,
  name: string,
  built: Built,
  around: Surroundings,
): Promise<Base> {
  const stacks = [
    ...new Set(
      built.entries
        .filter(({ id, stack, address }) => [id, address, `${stack}/${address}`].includes(name))
        .map(({ stack }) => stack),
    ),
  ];
  if (stacks.length > 1) {
    throw new UserError({
      expected: "the name of a function or layer of one stack, since a state is of one",
      found: `"${name}", which ${stacks.join(" and ")} have`,
      advice: `Write ${stacks[0]}/${name}.`,
    });
  }
  const deployed = new Map(
    await Promise.all(stacks.map(async (stack) => [stack, await readDeployed(path)] as const)),
  );
  return deployedBase(built, deployed, around);
}

function deployedBase(
  { entries }: Built,
  deployed: ReadonlyMap<string, readonly DeployedZip[]>,
  { originOf }: Surroundings,
): Base {
  const found = [...deployed].map(([stack, zips]) => {
    const ofStack = entries.filter((entry) => entry.stack === stack);
    return deployedEntries(stack, zips, ofStack, originOf);
  });
  const foreign = new Set(found.flatMap((one) => [...one.foreign]));
  return {
    entries: found.flatMap((one) => one.entries),
    sinceOf: () => LAST_DEPLOY,
    notesOf: ({ id }) =>
      foreign.has(id)
        ? [
            "Lambda has another zip than Terraform says it gave it: a deploy has failed, or somebody else changed it. No plan will show that.",
          ]
        : [],
    unknown: new Map(found.flatMap((one) => [...one.unknown])),
  };
}

function withoutState(
  { stack, address }: ManifestEntry,
  states: ReadonlyMap<string, StateLocation>,
  outFolder: string,
): string {
  const state = states.get(stack);
  if (state?.kind === "file")
    return `There is no ${relative(process.cwd(), state.path)}: ${stack} was not deployed from here, and the build before stands for it.`;
  const where = state === undefined ? "" : `The state of ${stack} is in ${state.backend}: `;
  return `${where}the build before stands for what is deployed. To ask the state: terraform -chdir=${outFolder}/stacks/${stack} state pull | npx terraloom why ${address} --state -`;
}
