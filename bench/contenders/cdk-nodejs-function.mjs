import { App, Stack } from "aws-cdk-lib";
import { Architecture, Runtime } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { contenderArguments } from "./contender-arguments.mjs";
import { handlerEntries } from "./handler-entries.mjs";

// CDK's defaults; the choice `bundled` puts the SDK into the bundle, which CDK leaves to the runtime otherwise.
const { appFolder, outFolder, choice } = contenderArguments();
const app = new App({ outdir: outFolder, analyticsReporting: false });
const stack = new Stack(app, "bench");
for (const { name, entry } of handlerEntries(appFolder)) {
  new NodejsFunction(stack, name, {
    functionName: name,
    entry,
    runtime: Runtime.NODEJS_22_X,
    architecture: Architecture.ARM_64,
    bundling: { bundleAwsSDK: choice === "bundled" },
  });
}
app.synth();
