import assert from "node:assert/strict";
import { type ObjectStore, startObjectStore } from "../../local/object-store/object-store.ts";
import { layerExternals } from "../../packaging/layer-externals.ts";
import { lambdaCredentials } from "../../packaging/sdk-credentials.ts";
import { bundleSdkHandler, callBundle, sdkProject } from "./sdk-project.ts";
import type { TemporaryProject } from "./temporary-project.ts";

const KEYS = { AWS_ACCESS_KEY_ID: "ours", AWS_SECRET_ACCESS_KEY: "secret", AWS_SESSION_TOKEN: "token" };

/** Stores a text, reads it back, and says whose credentials signed. */
const ROUND_TRIP = `
const roundTrip = async (client) => {
  const place = { Bucket: "texts", Key: "hello.txt" };
  await client.send(new PutObjectCommand({ ...place, Body: "Hello" }));
  const { Body } = await client.send(new GetObjectCommand(place));
  const { accessKeyId, sessionToken } = await client.config.credentials();
  return [await Body.transformToString(), accessKeyId, sessionToken];
};
`;
const ENVIRONMENT_HANDLER = `
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
${ROUND_TRIP}
export const handler = () => roundTrip(new S3Client());
`;
const REQUIRING_HANDLER = `
const { GetObjectCommand, PutObjectCommand, S3Client } = require("@aws-sdk/client-s3");
${ROUND_TRIP}
exports.handler = () => roundTrip(new S3Client());
`;
const EXPLICIT_HANDLER = `
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { fromIni, fromNodeProviderChain } from "@aws-sdk/credential-providers";
${ROUND_TRIP}
export const handler = async () => [
  await roundTrip(new S3Client({ credentials: fromIni({ profile: "theirs" }) })),
  await roundTrip(new S3Client({ credentials: fromNodeProviderChain({ profile: "theirs" }) })),
  await roundTrip(new S3Client()),
];
`;

/** Packages that import the providers as the SDK's own do. */
const PACKAGES = {
  "@aws-sdk/credential-providers": `
    export { fromIni } from "@aws-sdk/credential-provider-ini";
    export { defaultProvider as fromNodeProviderChain } from "@aws-sdk/credential-provider-node";`,
  "@aws-sdk/rds-signer": `
    import { fromNodeProviderChain } from "@aws-sdk/credential-providers";
    export const sign = (config) => fromNodeProviderChain(config)();`,
  "@aws-sdk/client-bedrock-runtime": `
    import { fromEnvSigningName, nodeProvider } from "@aws-sdk/token-providers";
    export const token = () => fromEnvSigningName({ signingName: "bedrock" })().catch(() => nodeProvider()());`,
};

describe("lambdaCredentials", () => {
  let project: TemporaryProject;
  let store: ObjectStore;
  let endpoint: { readonly AWS_ENDPOINT_URL_S3: string };
  before(async () => {
    project = sdkProject(PACKAGES);
    store = await startObjectStore({ directory: project.root, buckets: { texts: { versioned: false } } });
    endpoint = { AWS_ENDPOINT_URL_S3: store.endpoint };
  });
  after(async () => {
    await store.close();
    project.remove();
  });

  const bundled = (handler: string, mainFields?: readonly string[]) =>
    bundleSdkHandler(project, handler, [lambdaCredentials()], mainFields);

  it("leaves a client working with the credentials of the environment, as it does without", async () => {
    const whole = await bundleSdkHandler(project, ENVIRONMENT_HANDLER, []);
    const lean = await bundled(ENVIRONMENT_HANDLER);
    const expected = { result: ["Hello", "ours", "token"] };
    assert.deepEqual(await callBundle(whole.path, { ...KEYS, ...endpoint }), expected);
    assert.deepEqual(await callBundle(lean.path, { ...KEYS, ...endpoint }), expected);
  });

  it("leaves all other providers out, more than a quarter of the bundle", async () => {
    const whole = await bundleSdkHandler(project, ENVIRONMENT_HANDLER, []);
    const lean = await bundled(ENVIRONMENT_HANDLER);
    assert.deepEqual(whole.credentialPackages, [
      "@aws-sdk/credential-provider-env",
      "@aws-sdk/credential-provider-http",
      "@aws-sdk/credential-provider-ini",
      "@aws-sdk/credential-provider-login",
      "@aws-sdk/credential-provider-node",
      "@aws-sdk/credential-provider-process",
      "@aws-sdk/credential-provider-sso",
      "@aws-sdk/credential-provider-web-identity",
      "@aws-sdk/nested-clients",
      "@aws-sdk/token-providers",
      "@smithy/credential-provider-imds",
    ]);
    assert.deepEqual(lean.credentialPackages, ["@aws-sdk/credential-provider-env"]);
    assert.ok(lean.sizeBytes < 0.75 * whole.sizeBytes, `${lean.sizeBytes} of ${whole.sizeBytes} bytes`);
  });

  for (const mainFields of [["module", "main"], ["main"]]) {
    it(`does so for a handler that requires the client, with the main fields ${mainFields.join(", ")}`, async () => {
      const { path, credentialPackages } = await bundled(REQUIRING_HANDLER, mainFields);
      assert.deepEqual(credentialPackages, ["@aws-sdk/credential-provider-env"]);
      assert.deepEqual(await callBundle(path, { ...KEYS, ...endpoint }), {
        result: ["Hello", "ours", "token"],
      });
    });
  }

  it("names the variables that the environment lacks", async () => {
    const { path } = await bundled(ENVIRONMENT_HANDLER);
    assert.deepEqual(await callBundle(path, endpoint), {
      error:
        "CredentialsProviderError: Expected AWS credentials in the environment, the only place where this bundle " +
        "looks for them, but found no AWS_ACCESS_KEY_ID and no AWS_SECRET_ACCESS_KEY. " +
        "Set them, or give the client `credentials`.",
    });
    assert.deepEqual(await callBundle(path, { AWS_ACCESS_KEY_ID: "ours", ...endpoint }), {
      error:
        "CredentialsProviderError: Expected AWS credentials in the environment, the only place where this bundle " +
        "looks for them, but found no AWS_SECRET_ACCESS_KEY. Set them, or give the client `credentials`.",
    });
  });

  it("keeps whole what a handler imports by itself, while its clients' default stays the environment", async () => {
    project.write("credentials", "[theirs]\naws_access_key_id = theirs\naws_secret_access_key = secret\n");
    const { path } = await bundled(EXPLICIT_HANDLER);
    const profiles = { AWS_SHARED_CREDENTIALS_FILE: project.path("credentials") };
    assert.deepEqual(await callBundle(path, { ...KEYS, ...profiles, ...endpoint }), {
      result: [
        ["Hello", "theirs", null],
        ["Hello", "theirs", null],
        ["Hello", "ours", "token"],
      ],
    });
  });

  it("covers signers, which import their default from the package for handlers", async () => {
    const { path, credentialPackages } = await bundled(
      'import { sign } from "@aws-sdk/rds-signer"; export const handler = () => sign();',
    );
    assert.deepEqual(credentialPackages, ["@aws-sdk/credential-provider-env"]);
    const { result } = (await callBundle(path, KEYS)) as { result: { accessKeyId: string } };
    assert.equal(result.accessKeyId, "ours");
  });

  it("covers clients with bearer tokens, which keep the one of the environment", async () => {
    const { path, credentialPackages } = await bundled(
      'export { token as handler } from "@aws-sdk/client-bedrock-runtime";',
    );
    assert.deepEqual(credentialPackages, ["@aws-sdk/token-providers"]);
    const { result } = (await callBundle(path, { AWS_BEARER_TOKEN_BEDROCK: "ours" })) as {
      result: { token: string };
    };
    assert.equal(result.token, "ours");
    assert.deepEqual(await callBundle(path, {}), {
      error:
        "TokenProviderError: Expected a bearer token in the environment, the only place where this bundle looks " +
        "for it, but found none. Set its variable, or give the client `token`.",
    });
  });

  it("leaves to a layer what the layer provides", async () => {
    const name = "@aws-sdk/credential-provider-node";
    const plugins = [...layerExternals([{ name, subpaths: true }]), lambdaCredentials()];
    for (const order of [plugins, plugins.toReversed()]) {
      const { path, credentialPackages } = await bundleSdkHandler(project, ENVIRONMENT_HANDLER, order);
      assert.deepEqual(credentialPackages, []);
      const answer = await callBundle(path, { ...KEYS, ...endpoint });
      assert.deepEqual(answer, { result: ["Hello", "ours", "token"] });
    }
  });
});
