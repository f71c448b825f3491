import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { App, TerraformStack } from "cdktf";
import { LambdaFunction } from "terraloom/lambda-function";
import { contenderArguments } from "./contender-arguments.mjs";
import { handlerEntries } from "./handler-entries.mjs";

// An app as a user writes it.
const { appFolder, outFolder } = contenderArguments();
const app = new App({ outdir: outFolder, stackTraces: false });
const stack = new TerraformStack(app, "bench");
new AwsProvider(stack, "aws", { region: "eu-west-1" });
for (const { name, entry } of handlerEntries(appFolder)) {
  new LambdaFunction(stack, name, { entry, name });
}
app.synth();
