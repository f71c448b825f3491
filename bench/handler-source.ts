import type { ClientUse } from "./command-sets.ts";

export interface HandlerDescription {
  readonly name: string;
  readonly uses: readonly ClientUse[];
  /** Differs in an edited handler and is part of its answer. */
  readonly revision: number;
}

/** What the handler answers to {@link DRY_RUN_EVENT}: proof that its bundle is whole and of this revision. */
export interface DryRunAnswer {
  readonly handler: string;
  readonly revision: number;
  readonly commands: number;
}

export const DRY_RUN_EVENT = { dryRun: true, request: {} };

/** The code that all handlers of an app share. */
export const SHARED_MODULE = `export interface Outcome {
  readonly handler: string;
  readonly revision: number;
  readonly commands: number;
}

export function describeOutcome(handler: string, revision: number, commands: readonly object[]): Outcome {
  return { handler, revision, commands: commands.length };
}
`;

/** A handler in TypeScript that checks its event, logs, and sends its commands unless the event asks for a dry run. */
export function handlerSource({ name, uses, revision }: HandlerDescription): string {
  const variables = uses.map((use) => ({ ...use, variable: use.client.replace("Client", "").toLowerCase() }));
  return [
    'import { Logger } from "@aws-lambda-powertools/logger";',
    ...uses.map((use) => `import { ${importedNames(use).join(", ")} } from "${use.package}";`),
    'import { z } from "zod";',
    'import { describeOutcome } from "../shared/describe-outcome.ts";',
    "",
    `const NAME = "${name}";`,
    `const REVISION = ${revision};`,
    "",
    "const Input = z.object({ dryRun: z.boolean().default(false), request: z.record(z.string(), z.unknown()) });",
    "const logger = new Logger({ serviceName: NAME });",
    ...variables.map(({ variable, client }) => `const ${variable} = new ${client}({});`),
    "",
    "export const handler = async (event: unknown) => {",
    "  const { dryRun, request } = Input.parse(event);",
    ...variables.map(
      ({ variable, commands }) =>
        `  const ${variable}Commands = [${commands.map((name) => `new ${name}Command(request as never)`).join(", ")}];`,
    ),
    `  const commands = [${variables.map(({ variable }) => `...${variable}Commands`).join(", ")}];`,
    '  logger.info("Commands are made", { commands: commands.length });',
    "  if (!dryRun) {",
    ...variables.map(
      ({ variable }) =>
        `    for (const command of ${variable}Commands) await ${variable}.send(command as never);`,
    ),
    "  }",
    "  return describeOutcome(NAME, REVISION, commands);",
    "};",
    "",
  ].join("\n");
}

export function dryRunAnswer({ name, uses, revision }: HandlerDescription): DryRunAnswer {
  const commands = uses.reduce((sum, use) => sum + use.commands.length, 0);
  return { handler: name, revision, commands };
}

function importedNames({ client, commands }: ClientUse): readonly string[] {
  return [client, ...commands.map((name) => `${name}Command`)].sort();
}
