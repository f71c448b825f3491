// npx tsx local/services/api-ranges/derive-ranges.ts <botocore/data>; README.md beside it says more.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** Folders of models. */
const SERVICES = [
  ...["athena", "batch", "bedrock-agent-runtime", "bedrock-runtime", "dynamodb", "ecs", "emr-serverless"],
  ...["events", "glue", "kms", "lambda", "rekognition", "s3", "secretsmanager", "sns", "sqs", "ssm"],
  ...["stepfunctions", "textract"],
];
/** What state machines ask of services whose models are too large to be read as a whole. */
const OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  glue: ["GetCrawler", "GetDatabase", "GetJobRun", "GetJobRuns", "GetPartitions", "GetTable", "StartJobRun"],
  ssm: ["GetCommandInvocation", "GetParameter", "GetParameters", "GetParametersByPath", "SendCommand"],
};

interface Target {
  readonly shape: string;
}

interface Shape {
  readonly type: string;
  readonly min?: number;
  readonly max?: number;
  readonly members?: Readonly<Record<string, Target>>;
  readonly member?: Target;
  readonly value?: Target;
}

interface Model {
  readonly metadata: { readonly serviceId: string };
  readonly operations: Readonly<Record<string, { readonly output?: Target }>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

const [, , folder = ""] = process.argv;
const ranges = Object.fromEntries(SERVICES.map(rangesOfService).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(new URL("ranges.json", import.meta.url), `${JSON.stringify(ranges, undefined, 2)}\n`);

function rangesOfService(service: string): readonly [client: string, structures: Record<string, string>] {
  const version = readdirSync(join(folder, service)).sort().at(-1) ?? "";
  const packed = readFileSync(join(folder, service, version, "service-2.json.gz"));
  const { metadata, operations, shapes } = JSON.parse(String(gunzipSync(packed))) as Model;
  const names = OPERATIONS[service] ?? Object.keys(operations);
  const structures: Record<string, string> = {};
  const seen = new Set<string>();
  const visit = ({ shape }: Target) => {
    if (seen.has(shape)) return;
    seen.add(shape);
    const { members = {}, member, value } = shapes[shape] as Shape;
    const found = Object.entries(members).map(([name, { shape }]) => rangeText(name, leaf(shape, shapes)));
    if (found.some((text) => text !== "")) structures[shape] = found.filter(Boolean).join(" ");
    for (const target of [...Object.values(members), member, value]) if (target) visit(target);
  };
  for (const name of names) if (operations[name]?.output) visit(operations[name].output);
  return [metadata.serviceId.toLowerCase().replaceAll(" ", "-"), structures];
}

/** What the lists and maps of a shape hold. */
function leaf(name: string, shapes: Model["shapes"]): Shape {
  const shape = shapes[name] as Shape;
  const inner = shape.member ?? shape.value;
  return inner ? leaf(inner.shape, shapes) : shape;
}

/** `MemorySize:128:32768`, or nothing where no value that is there could be out of it. */
function rangeText(name: string, { type, min = -Infinity, max = Infinity }: Shape): string {
  const isText = type === "string" || type === "blob";
  const [lowest, highest] = isText ? [0, 262_144] : [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
  const bounds = [min > lowest ? min : "", max < highest ? max : ""];
  return bounds.join("") === "" ? "" : `${name}:${bounds.join(":")}`;
}
