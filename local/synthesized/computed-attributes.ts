import { createHash } from "node:crypto";

/** Where the local run pretends to be. */
export interface LocalPlace {
  readonly region: string;
  readonly accountId: string;
}

/** Reads another attribute of the same resource, resolved. */
type Read = (attribute: string) => string;
type Compute = (read: Read, place: LocalPlace) => Readonly<Record<string, string>>;

function arn(service: string, { region, accountId }: LocalPlace, resource: string): string {
  return `arn:aws:${service}:${region}:${accountId}:${resource}`;
}

/** In AWS the moment at which the stream was enabled, which nothing of a run depends on. */
export const STREAM_LABEL = "1970-01-01T00:00:00.000";

/** The ARN of the stream of a table. */
export function tableStreamArn(tableArn: string): string {
  return `${tableArn}/stream/${STREAM_LABEL}`;
}

/** The UUID of an event source mapping: the same in every run. */
export function mappingUuid(functionName: string, eventSourceArn: string): string {
  const digits = createHash("md5").update(`${eventSourceArn} ${functionName}`).digest("hex");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** What AWS would fill in after a deploy, by resource type; only what other resources refer to. */
const COMPUTED: Readonly<Record<string, Compute>> = {
  "data.aws_caller_identity": (_, { accountId }) => ({ account_id: accountId, id: accountId }),
  "data.aws_partition": () => ({ partition: "aws", id: "aws", dns_suffix: "amazonaws.com" }),
  "data.aws_region": (_, { region }) => ({ region, name: region, id: region }),
  aws_cloudwatch_event_bus: (read, place) => ({
    arn: arn("events", place, `event-bus/${read("name")}`),
    id: read("name"),
  }),
  aws_cloudwatch_event_rule: (read, place) => ({
    arn: arn("events", place, `rule/${ruleBus(read)}${read("name")}`),
    id: read("name"),
  }),
  aws_cloudwatch_log_group: (read, place) => ({
    arn: arn("logs", place, `log-group:${read("name")}`),
    id: read("name"),
  }),
  aws_dynamodb_table: (read, place) => {
    const tableArn = arn("dynamodb", place, `table/${read("name")}`);
    const hasStream = read("stream_enabled") === "true";
    return {
      arn: tableArn,
      id: read("name"),
      ...(hasStream && { stream_arn: tableStreamArn(tableArn), stream_label: STREAM_LABEL }),
    };
  },
  aws_iam_role: (read, { accountId }) => ({
    arn: `arn:aws:iam::${accountId}:role/${read("name")}`,
    id: read("name"),
  }),
  aws_kms_key: (_, place) => ({ arn: arn("kms", place, "key/local"), id: "local", key_id: "local" }),
  aws_lambda_alias: (read, place) => ({
    arn: arn("lambda", place, `function:${read("function_name")}:${read("name")}`),
  }),
  aws_lambda_event_source_mapping: (read, place) => {
    const uuid = mappingUuid(read("function_name"), read("event_source_arn"));
    return { arn: arn("lambda", place, `event-source-mapping:${uuid}`), id: uuid, uuid };
  },
  aws_lambda_function: (read, place) => ({
    arn: arn("lambda", place, `function:${read("function_name")}`),
    id: read("function_name"),
    version: "1",
  }),
  aws_lambda_layer_version: (read, place) => ({
    arn: arn("lambda", place, `layer:${read("layer_name")}:1`),
    version: "1",
  }),
  aws_s3_bucket: (read) => ({ arn: `arn:aws:s3:::${read("bucket")}`, id: read("bucket") }),
  aws_sfn_activity: (read, place) => ({
    arn: arn("states", place, `activity:${read("name")}`),
    id: arn("states", place, `activity:${read("name")}`),
  }),
  aws_sfn_state_machine: (read, place) => ({
    arn: arn("states", place, `stateMachine:${read("name")}`),
    id: arn("states", place, `stateMachine:${read("name")}`),
  }),
  aws_sns_topic: (read, place) => ({
    arn: arn("sns", place, read("name")),
    id: arn("sns", place, read("name")),
  }),
  aws_sqs_queue: (read, place) => ({
    arn: arn("sqs", place, read("name")),
    id: `https://sqs.${place.region}.amazonaws.com/${place.accountId}/${read("name")}`,
    url: `https://sqs.${place.region}.amazonaws.com/${place.accountId}/${read("name")}`,
  }),
};

/** Rules of the default bus have no bus in their ARN; a bus may be given by its own. */
function ruleBus(read: Read): string {
  const bus = read("event_bus_name").replace(/^arn:.*:event-bus\//, "");
  return bus === "" || bus === "default" ? "" : `${bus}/`;
}

/** The computed attributes of a resource; none for types that nothing refers to. */
export function computedAttributes(
  type: string,
  read: Read,
  place: LocalPlace,
): Readonly<Record<string, string>> {
  return COMPUTED[type]?.(read, place) ?? {};
}
