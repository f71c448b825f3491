/** A function to run: what the synthesized `aws_lambda_function` says of it, with its zip and layers unpacked. */
export interface LambdaSpec {
  readonly name: string;
  readonly arn: string;
  /**
   * The folder of the unpacked zip, with `index.js`. As Node.js looks for a package.json in the folders above too, it
   * must not lie in a package of `"type": "module"` unless that is what the zip has.
   */
  readonly taskRoot: string;
  /** Folders like `/opt`: the packages in `<root>/nodejs/node_modules` are found, the first root's before the others'. */
  readonly layerRoots: readonly string[];
  /** `index.handler`: the file without its extension and the export. */
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
}
