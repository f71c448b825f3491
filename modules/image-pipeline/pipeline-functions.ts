import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { Architecture } from "../../packaging/build-request.ts";
import { packageFile } from "../../packaging/package-file.ts";
import { LambdaFunction } from "../lambda-function.ts";
import type { NodeFunctionProps } from "../lambda-function-props.ts";
import { LambdaLayer } from "../lambda-layer.ts";
import type { PolicyStatement } from "../policy-document.ts";
import type { PipelineStorage } from "./pipeline-storage.ts";

export interface PipelineFunctionsProps {
  readonly storage: PipelineStorage;
  readonly architecture: Architecture;
  readonly logRetentionDays?: number;
  readonly provider?: TerraformProvider;
}

/** The layers and functions of an image pipeline. */
export interface PipelineFunctions {
  readonly sharp: LambdaLayer;
  readonly imageKit: LambdaLayer;
  readonly inspect: LambdaFunction;
  readonly prepare: LambdaFunction;
  readonly compress: LambdaFunction;
  readonly crop: LambdaFunction;
  readonly filter: LambdaFunction;
  readonly recognize: LambdaFunction;
  readonly catalog: LambdaFunction;
  readonly notify: LambdaFunction;
  readonly digest: LambdaFunction;
}

type Settings = Pick<NodeFunctionProps, "description" | "memoryMb" | "timeoutSeconds"> & {
  readonly layers: readonly LambdaLayer[];
};
type Create = (id: string, settings: Settings, grants: readonly PolicyStatement[]) => LambdaFunction;

/** Declares the functions, each allowed just the objects it works on. */
export function createFunctions(scope: Construct, props: PipelineFunctionsProps): PipelineFunctions {
  const create: Create = (id, settings, grants) => createFunction(scope, props, id, settings, grants);
  const { sharp, imageKit } = createLayers(scope, props);
  const withSharp = [sharp, imageKit];
  const withoutSharp = [imageKit];
  return {
    sharp,
    imageKit,
    inspect: createInspect(create, withSharp, props.storage),
    prepare: createPrepare(create, withSharp, props.storage),
    ...createImprovers(create, withSharp, props.storage),
    recognize: createRecognize(create, withoutSharp, props.storage),
    catalog: createCatalog(create, withoutSharp, props.storage),
    ...createWriters(create, withoutSharp, props.storage),
  };
}

function createLayers(scope: Construct, { architecture, provider }: PipelineFunctionsProps) {
  const sharp = new LambdaLayer(scope, "sharp", {
    npm: packageFile("layers/sharp"),
    architecture,
    description: "sharp: decodes, transforms and encodes pictures",
    ...(provider && { provider }),
  });
  const imageKit = new LambdaLayer(scope, "image_kit", {
    source: packageFile("layers/image-kit"),
    description: "What the functions of the image pipeline share",
    ...(provider && { provider }),
  });
  return { sharp, imageKit };
}

function createInspect(create: Create, layers: readonly LambdaLayer[], storage: PipelineStorage) {
  const { uploads, results } = storage;
  const description = "Reads type and size, claims the photo";
  return create("inspect", { description, layers, memoryMb: 512, timeoutSeconds: 30 }, [
    ...uploads.reading("ReadUploads", "uploads/*"),
    ...uploads.listing("ListUploads"),
    ...results.reading("ReadClaims", "claims/*"),
    ...results.writing("WriteClaims", "claims/*"),
    ...results.listing("ListResults"),
  ]);
}

function createPrepare(create: Create, layers: readonly LambdaLayer[], storage: PipelineStorage) {
  const { uploads, results } = storage;
  const description = "Decodes the photo once, into a bounded working copy";
  return create("prepare", { description, layers, memoryMb: 1536, timeoutSeconds: 60 }, [
    ...uploads.reading("ReadUploads", "uploads/*"),
    ...uploads.listing("ListUploads"),
    ...results.writing("WriteWorkingCopies", "working/*"),
  ]);
}

function createImprovers(create: Create, layers: readonly LambdaLayer[], { results }: PipelineStorage) {
  const grants = [
    ...results.reading("ReadWorkingCopies", "working/*"),
    ...results.writing("WritePictures", "pictures/*"),
    ...results.listing("ListResults"),
  ];
  const improver = (id: string, description: string, timeoutSeconds: number) =>
    create(id, { description, layers, memoryMb: 1536, timeoutSeconds }, grants);
  return {
    compress: improver("compress", "Encodes the photo in several formats", 90),
    crop: improver("crop", "Cuts one size out of the photo", 30),
    filter: improver("filter", "Applies filters to the photo", 60),
  };
}

function createRecognize(create: Create, layers: readonly LambdaLayer[], { results }: PipelineStorage) {
  const detect = { sid: "DetectLabels", actions: ["rekognition:DetectLabels"], resources: ["*"] };
  const description = "Names what the photo shows";
  return create("recognize", { description, layers, memoryMb: 512, timeoutSeconds: 30 }, [
    detect, // an action without resources to name
    ...results.reading("ReadWorkingCopies", "working/*"),
    ...results.writing("WritePictures", "pictures/*"),
    ...results.listing("ListResults"),
  ]);
}

function createCatalog(create: Create, layers: readonly LambdaLayer[], storage: PipelineStorage) {
  const { uploads, results } = storage;
  const description = "Records the outcome, clears up";
  return create("catalog", { description, layers, timeoutSeconds: 30 }, [
    ...uploads.reading("ReadUploads", "uploads/*"),
    ...uploads.listing("ListUploads"),
    ...results.writing("WriteRecords", "catalog/*"),
    ...results.writing("WriteRejected", "rejected/*"),
    ...results.reading("ReadClaims", "claims/*"),
    ...["claims/*", "pictures/*", "working/*"].flatMap((keys) => results.deleting("Clear", keys)),
    ...results.listing("ListResults"),
  ]);
}

function createWriters(create: Create, layers: readonly LambdaLayer[], { results }: PipelineStorage) {
  const writer = (id: string, description: string, keys: string) =>
    create(id, { description, layers }, results.writing("WriteResults", keys));
  return {
    notify: writer("notify", "Writes a notice about a photo", "notices/*"),
    digest: writer("digest", "Sums up many results in one document", "digests/*"),
  };
}

function createFunction(
  scope: Construct,
  props: PipelineFunctionsProps,
  id: string,
  settings: Settings,
  grants: readonly PolicyStatement[],
): LambdaFunction {
  const { architecture, logRetentionDays, provider, storage } = props;
  const created = new LambdaFunction(scope, id, {
    ...settings,
    entry: packageFile(`functions/${id}/handler.ts`),
    architecture,
    environment: {
      MALLOC_ARENA_MAX: "1", // without it glibc keeps a heap for each of libvips' threads
      RESULTS_BUCKET: storage.results.bucketName,
    },
    encryptionKey: storage.encryptionKey,
    ...(logRetentionDays !== undefined && { logRetentionDays }),
    ...(provider && { provider }),
  });
  created.role.grant(...grants);
  return created;
}
