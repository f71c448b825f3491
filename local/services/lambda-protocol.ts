import { AwsError } from "../bus/aws-error.ts";
import { isJsonObject } from "../states/json-value.ts";
import type { Service } from "./service.ts";
import type { ServiceReply, ServiceRequest } from "./service-server.ts";

const PATH = /^\/2015-03-31\/functions\/([^/?]+)\/invocations(?:\?(.*))?$/;

/** The REST request of "Invoke": the function is in the path, its answer is the body, how it failed in a header. */
export async function invokeFunction(
  { method, url, headers, body, signal }: ServiceRequest,
  service: Service | undefined,
): Promise<ServiceReply> {
  const [, name, query] = PATH.exec(url) ?? [];
  const invoke = service?.operations.Invoke;
  if (method !== "POST" || name === undefined || invoke === undefined) {
    return refused(new AwsError("UnknownOperationException", "The local run has no operation but Invoke."));
  }
  const qualifier = new URLSearchParams(query).get("Qualifier");
  const input = {
    FunctionName: decodeURIComponent(name),
    Payload: body,
    InvocationType: headers["x-amz-invocation-type"] ?? "RequestResponse",
    ...(qualifier !== null && { Qualifier: qualifier }),
  };
  try {
    const output = await invoke(input, signal);
    return answered(isJsonObject(output) ? output : {});
  } catch (error) {
    if (error instanceof AwsError) return refused(error);
    throw error;
  }
}

function answered(output: Readonly<Record<string, unknown>>): ServiceReply {
  const { StatusCode, ExecutedVersion, FunctionError, Payload = "" } = output;
  return {
    status: Number(StatusCode),
    headers: {
      "content-type": "application/json",
      ...(ExecutedVersion !== undefined && { "x-amz-executed-version": String(ExecutedVersion) }),
      ...(FunctionError !== undefined && { "x-amz-function-error": String(FunctionError) }),
    },
    body: String(Payload),
  };
}

function refused({ code, message }: AwsError): ServiceReply {
  return {
    status: code === "ResourceNotFoundException" ? 404 : 400,
    headers: { "content-type": "application/json", "x-amzn-errortype": code },
    body: JSON.stringify({ Type: "User", Message: message }),
  };
}
