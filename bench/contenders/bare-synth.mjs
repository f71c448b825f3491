import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { App, TerraformStack } from "cdktf";
import { contenderArguments } from "./contender-arguments.mjs";
import { declareFunction } from "./function-resources.mjs";
import { handlerEntries } from "./handler-entries.mjs";

// The same resources without any code: what a synth costs before anything is built.
const { appFolder, outFolder } = contenderArguments();
const app = new App({ outdir: outFolder, stackTraces: false });
const stack = new TerraformStack(app, "bench");
new AwsProvider(stack, "aws", { region: "eu-west-1" });
for (const { name } of handlerEntries(appFolder)) {
  declareFunction(stack, name, { filename: `assets/${name}.zip`, sourceCodeHash: "none" });
}
app.synth();
