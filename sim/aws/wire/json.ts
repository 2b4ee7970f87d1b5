import { AwsError } from "../errors.ts";
import type { Model } from "../model/model.ts";
import type { Input } from "../operation.ts";
import { statusOf, type Wire } from "./wire.ts";

const headers = (model: Model, requestId: string) => ({
  "content-type": `application/x-amz-json-${model.jsonVersion}`,
  "x-amzn-requestid": requestId,
});

/** A body that must be one JSON object. */
export function readJson(body: string): Input {
  try {
    const read: unknown = body === "" ? {} : JSON.parse(body);
    if (typeof read === "object" && read !== null && !Array.isArray(read)) return read as Input;
  } catch {
    // Said below.
  }
  throw new AwsError("SerializationException", "The request body is not a JSON object");
}

/** JSON 1.0 services write the error's whole shape id. */
const typeOf = (model: Model, code: string) =>
  model.jsonVersion === "1.0" ? `com.amazonaws.${model.endpointPrefix}#${code}` : code;

/** The older services write `Message`; an error's shape says which. */
export const messageMember = (model: Model, code: string): string =>
  "Message" in (model.shapes[code]?.members ?? {}) ? "Message" : "message";

/**
 * Services that once spoke Query keep its error code in a header, for callers who know no other
 * (smithy.io/2.0/aws/protocols/aws-query-protocol.html, `awsQueryCompatible`).
 */
function queryCode(model: Model, code: string): Record<string, string> {
  const old = model.shapes[code]?.error?.code;
  if (!model.awsQueryCompatible || old === undefined) return {};
  return { "x-amzn-query-error": `${old};${statusOf(model, code) < 500 ? "Sender" : "Receiver"}` };
}

/** AWS JSON 1.0 and 1.1 (smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html). */
export const jsonWire: Wire = {
  read: (request) => readJson(request.body),
  ok: (model, _operation, output, requestId) => ({
    status: 200,
    headers: headers(model, requestId),
    body: JSON.stringify(output),
  }),
  error: (model, { code, message, members }, requestId) => ({
    status: statusOf(model, code),
    headers: { ...headers(model, requestId), "x-amzn-errortype": typeOf(model, code), ...queryCode(model, code) },
    body: JSON.stringify({ __type: typeOf(model, code), [messageMember(model, code)]: message, ...members }),
  }),
};
