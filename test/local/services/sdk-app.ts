import { pathToFileURL } from "node:url";
import type { SynthesizedFolder } from "../app/synthesized-folder.ts";
import type { Declarations } from "../synthesized/declared-stack.ts";

/** A state that calls a service. */
export function task(Resource: string, Parameters: object, Next?: string, more: object = {}): object {
  return {
    Type: "Task",
    Resource: `arn:aws:states:::${Resource}`,
    Parameters,
    ...(Next === undefined ? { End: true } : { Next }),
    ...more,
  };
}

export function machine(name: string, definition: object): Declarations {
  return {
    [`aws_sfn_state_machine.${name}`]: {
      name,
      role_arn: "arn:role",
      definition: JSON.stringify(definition),
    },
  };
}

const LOAD = `
const load = (name) => import(process.env.SDK_ROOT + name + "/dist-cjs/index.js").then((m) => m.default ?? m);`;

/** A function that may `load("client-sqs")`, an unmodified client of the SDK; it is told of no endpoint. */
export function sdkFunction(
  folder: SynthesizedFolder,
  name: string,
  source: string,
  variables: Readonly<Record<string, string>>,
): Declarations {
  return {
    [`aws_lambda_function.${name}`]: {
      function_name: name,
      handler: "index.handler",
      runtime: "nodejs22.x",
      filename: folder.writeZip(name, { "index.js": LOAD + source }),
      timeout: 60,
      memory_size: 512,
      environment: {
        variables: { SDK_ROOT: pathToFileURL("node_modules/@aws-sdk/").href, ...variables },
      },
    },
  };
}

/** The source of a function that starts a state machine by the SDK and waits for its end. */
export const RUN = `
exports.handler = async (input) => {
  const { SFNClient, StartExecutionCommand, DescribeExecutionCommand } = await load("client-sfn");
  const sfn = new SFNClient();
  const { executionArn } = await sfn.send(new StartExecutionCommand(input));
  let described;
  do described = await sfn.send(new DescribeExecutionCommand({ executionArn })); while (described.status === "RUNNING");
  return { status: described.status, output: described.output, error: described.error, cause: described.cause };
};`;
