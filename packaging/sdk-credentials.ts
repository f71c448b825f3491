import { dirname, relative, sep } from "node:path";
import type { OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from "esbuild";

const NAMESPACE = "lambda-credentials";

/** What stands in for a package of the SDK where a client imports it. */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  "@aws-sdk/credential-provider-node": environmentProvider("defaultProvider"),
  "@aws-sdk/credential-providers": environmentProvider("fromNodeProviderChain"),
  "@aws-sdk/token-providers": withoutSsoTokens(),
};

/** A module of one of the SDK's clients or signers, and of no package that lies inside one. */
const CLIENT_MODULE =
  /[\\/]node_modules[\\/]@aws-sdk[\\/](client-[^\\/]+|[^\\/]+-signer)[\\/](?!.*[\\/]node_modules[\\/])/;

/**
 * Gives the bundled clients of the AWS SDK (v3) no other credentials than the environment's, where Lambda puts those of
 * the function's role ("Defined runtime environment variables"): their default chain would bring along SSO, profiles,
 * processes, web identity, the metadata services, and the clients that these need.
 *
 * What a handler or a package imports by itself stays whole: `@aws-sdk/credential-providers` and all providers in it.
 */
export function lambdaCredentials(): Plugin {
  return {
    name: NAMESPACE,
    setup(build) {
      const names = Object.keys(REPLACEMENTS).join("|");
      build.onResolve({ filter: new RegExp(`^(${names})$`) }, (args) =>
        args.namespace === "file" && CLIENT_MODULE.test(args.importer) ? replaced(build, args) : undefined,
      );
      build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ pluginData }) => {
        const { name, resolveDir } = pluginData as Replaced;
        return { contents: REPLACEMENTS[name] ?? "", loader: "js", resolveDir };
      });
    },
  };
}

interface Replaced {
  readonly name: string;
  /** The folder of the package itself, whose dependencies the replacement may import. */
  readonly resolveDir: string;
}

async function replaced(
  build: PluginBuild,
  { path: name, kind, resolveDir }: OnResolveArgs,
): Promise<OnResolveResult | undefined> {
  // Without an importer, so that this very plugin leaves the answer to others.
  const { path, external, errors } = await build.resolve(name, { kind, resolveDir });
  if (external || errors.length > 0) return undefined; // a layer provides it, or nothing does
  const root = build.initialOptions.absWorkingDir ?? process.cwd();
  const pluginData: Replaced = { name, resolveDir: dirname(path) };
  return {
    // Tells copies of the package apart, alike in every clone; nobody can take it for the path of a file.
    path: relative(root, path).split(sep).join("/").replaceAll("..", "_.._"),
    namespace: NAMESPACE,
    sideEffects: false,
    pluginData,
  };
}

/** The SDK's own provider of the environment's credentials, with an error that names the variables. */
function environmentProvider(exportedName: string): string {
  return `
import { fromEnv } from '@aws-sdk/credential-provider-env';
export const ${exportedName} = (init) => async () => {
  try {
    return await fromEnv(init)();
  } catch (error) {
    const missing = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"].filter((name) => !process.env[name]);
    error.message =
      "Expected AWS credentials in the environment, the only place where this bundle looks for them, but found no " +
      missing.join(" and no ") + ". Set them, or give the client \`credentials\`.";
    throw error;
  }
};
`;
}

/** Bearer tokens can still come from the environment; those of SSO lie in a developer's home folder. */
function withoutSsoTokens(): string {
  return `
export * from '@aws-sdk/token-providers';
export const nodeProvider = () => async () => {
  const error = new Error(
    "Expected a bearer token in the environment, the only place where this bundle looks for it, but found none. " +
      "Set its variable, or give the client \`token\`.",
  );
  error.name = "TokenProviderError";
  throw error;
};
`;
}
