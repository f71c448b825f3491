import { AwsError } from "../bus/aws-error.ts";
import { isJsonObject, type JsonObject } from "../states/json-value.ts";
import { queryFields } from "./query-fields.ts";
import type { Service } from "./service.ts";
import type { ServiceReply, ServiceRequest } from "./service-server.ts";

/** The one service here that speaks it is SNS. */
const NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";

export function isQuery({ headers }: ServiceRequest): boolean {
  return String(headers["content-type"]).startsWith("application/x-www-form-urlencoded");
}

/** "AWS Query protocol": a form goes in, XML comes out. */
export async function answerQuery(
  { body, signal }: ServiceRequest,
  services: ReadonlyMap<string, Service>,
): Promise<ServiceReply> {
  const { Action, ...input } = queryFields(body);
  const name = String(Action);
  const { operations = {} } = services.get("sns") ?? {};
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  try {
    if (operation === undefined) {
      const known = Object.keys(operations).join(", ");
      throw new AwsError("InvalidAction", `The local run has no ${name}, but ${known}.`);
    }
    const result = xmlOf(await operation(input, signal));
    return xmlReply(200, `${name}Response`, `<${name}Result>${result}</${name}Result>`);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { code: Code, message: Message } = error;
    const status = Code === "NotFound" ? 404 : 400;
    return xmlReply(status, "ErrorResponse", xmlOf({ Error: { Type: "Sender", Code, Message } }));
  }
}

function xmlReply(status: number, root: string, content: string): ServiceReply {
  const body = `<${root} xmlns="${NAMESPACE}">${content}</${root}>`;
  return { status, headers: { "content-type": "text/xml" }, body };
}

function xmlOf(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => `<member>${xmlOf(item)}</member>`).join("");
  if (isJsonObject(value)) return fieldsOf(value);
  return String(value).replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function fieldsOf(fields: JsonObject): string {
  return Object.entries(fields)
    .map(([name, value]) => `<${name}>${xmlOf(value)}</${name}>`)
    .join("");
}
