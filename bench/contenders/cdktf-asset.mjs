import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { App, AssetType, TerraformAsset, TerraformStack } from "cdktf";
import { buildSync } from "esbuild";
import { BUNDLE_OPTIONS } from "./bundle-options.mjs";
import { contenderArguments } from "./contender-arguments.mjs";
import { declareFunction } from "./function-resources.mjs";
import { handlerEntries } from "./handler-entries.mjs";

// What the guides of CDK for Terraform show: each function bundles itself and hands its folder to a TerraformAsset.
const { appFolder, outFolder } = contenderArguments();
const app = new App({ outdir: outFolder, stackTraces: false });
const stack = new TerraformStack(app, "bench");
new AwsProvider(stack, "aws", { region: "eu-west-1" });
for (const { name, entry } of handlerEntries(appFolder)) {
  const folder = join(outFolder, "bundles", name);
  buildSync({ ...BUNDLE_OPTIONS, entryPoints: [entry], outfile: join(folder, "index.js") });
  const asset = new TerraformAsset(stack, `${name}-asset`, { path: folder, type: AssetType.ARCHIVE });
  declareFunction(stack, name, { filename: asset.path, sourceCodeHash: asset.assetHash });
}
app.synth();
