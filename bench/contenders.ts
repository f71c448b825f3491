/** How a contender's output says where each function's code is. */
export type OutputFormat = "folders" | "terraform" | "cloudformation" | "none";

/** One way of building an app: a script in plain JavaScript, run as a process of its own. */
export interface Contender {
  readonly id: string;
  /** As tables name it. */
  readonly title: string;
  /** In `contenders/`. */
  readonly script: string;
  /** What the script is told beyond the folders. */
  readonly choice?: string;
  readonly output: OutputFormat;
  /** Whether the bundles leave the AWS SDK to the runtime. */
  readonly leavesSdkOut?: boolean;
}

export const CALL: Contender = {
  id: "call",
  title: "one esbuild call, to disk, no zips",
  script: "plain-esbuild.mjs",
  output: "folders",
};

export const SYNTH: Contender = {
  id: "synth",
  title: "bare cdktf synth, no code",
  script: "bare-synth.mjs",
  output: "none",
};

export const TERRALOOM: Contender = {
  id: "terraloom",
  title: "Terraloom",
  script: "terraloom.mjs",
  output: "terraform",
};

export const CDK_BUNDLED: Contender = {
  id: "cdk-bundled",
  title: "CDK NodejsFunction, SDK bundled",
  script: "cdk-nodejs-function.mjs",
  choice: "bundled",
  output: "cloudformation",
};

export const CDK_EXTERNAL: Contender = {
  id: "cdk-external",
  title: "CDK NodejsFunction, SDK external",
  script: "cdk-nodejs-function.mjs",
  choice: "external",
  output: "cloudformation",
  leavesSdkOut: true,
};

export const CDKTF_ASSET: Contender = {
  id: "cdktf-asset",
  title: "cdktf, an esbuild call a function, TerraformAsset",
  script: "cdktf-asset.mjs",
  output: "terraform",
};

/** All of them, in the order in which they take turns. */
export const CONTENDERS: readonly Contender[] = [
  CALL,
  SYNTH,
  TERRALOOM,
  CDK_BUNDLED,
  CDK_EXTERNAL,
  CDKTF_ASSET,
];
