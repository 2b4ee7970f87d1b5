import type { HttpResponse } from "../http/server.ts";
import type { AwsService } from "../world/fault-catalogue.ts";
import type { AwsError } from "./errors.ts";

/** How a service writes its answers and errors. */
export interface Wire {
  ok(operation: string, output: Record<string, unknown>, requestId: string): HttpResponse;
  error(error: AwsError, requestId: string): HttpResponse;
}

const jsonHeaders = (requestId: string) => ({
  "content-type": "application/x-amz-json-1.1",
  "x-amzn-requestid": requestId,
});

/** AWS JSON 1.1: Secrets Manager, Identity Store and SSO Admin. Their errors write `Message` with a capital. */
export const jsonWire: Wire = {
  ok: (_operation, output, requestId) => ({
    status: 200,
    headers: jsonHeaders(requestId),
    body: JSON.stringify(output),
  }),
  error: ({ code, message, status, members }, requestId) => ({
    status,
    headers: { ...jsonHeaders(requestId), "x-amzn-errortype": code },
    body: JSON.stringify({ __type: code, Message: message, ...members }),
  }),
};

/** REST JSON of the access portal: plain JSON, the error's name in a header. */
export const portalWire: Wire = {
  ok: (_operation, output, requestId) => ({
    status: 200,
    headers: { "content-type": "application/json", "x-amzn-requestid": requestId },
    body: JSON.stringify(output),
  }),
  error: ({ code, message, status }, requestId) => ({
    status,
    headers: { "content-type": "application/json", "x-amzn-requestid": requestId, "x-amzn-errortype": code },
    body: JSON.stringify({ message, __type: `com.amazonaws.switchboard.portal#${code}` }),
  }),
};

const escapeXml = (value: unknown) =>
  String(value).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** Structures of text members: all that the STS operations here answer. */
const xml = (members: Record<string, unknown>): string =>
  Object.entries(members)
    .map(([name, value]) => {
      const inner =
        typeof value === "object" && value !== null ? xml(value as Record<string, unknown>) : escapeXml(value);
      return `<${name}>${inner}</${name}>`;
    })
    .join("");

const stsNamespace = "https://sts.amazonaws.com/doc/2011-06-15/";

/** AWS Query: STS answers XML, and names some common errors otherwise than the JSON services do. */
export const queryWire: Wire = {
  ok: (operation, output, requestId) => ({
    status: 200,
    headers: { "content-type": "text/xml", "x-amzn-requestid": requestId },
    body: `<${operation}Response xmlns="${stsNamespace}">${xml({
      [`${operation}Result`]: output,
      ResponseMetadata: { RequestId: requestId },
    })}</${operation}Response>`,
  }),
  error: ({ code, message, status }, requestId) => {
    const [Code, statusCode] = queryNames[code] ?? [code, status];
    return {
      status: statusCode,
      headers: { "content-type": "text/xml", "x-amzn-requestid": requestId },
      body: `<ErrorResponse xmlns="${stsNamespace}">${xml({
        Error: { Type: statusCode < 500 ? "Sender" : "Receiver", Code, Message: message },
        RequestId: requestId,
      })}</ErrorResponse>`,
    };
  },
};

/** STS API reference, common errors: name and status in the Query protocol. */
const queryNames: Record<string, [string, number]> = {
  MissingAuthenticationTokenException: ["MissingAuthenticationToken", 403],
  IncompleteSignatureException: ["IncompleteSignature", 400],
  InvalidSignatureException: ["SignatureDoesNotMatch", 403],
  UnrecognizedClientException: ["InvalidClientTokenId", 403],
  ExpiredTokenException: ["ExpiredToken", 403],
  ValidationException: ["ValidationError", 400],
  UnknownOperationException: ["InvalidAction", 400],
  ThrottlingException: ["Throttling", 400],
  InternalServerException: ["InternalFailure", 500],
};

/** The error a service gives when it fails on its own account. */
export const internalErrorName: Record<AwsService, string> = {
  secretsmanager: "InternalServiceError",
  identitystore: "InternalServerException",
  "sso-admin": "InternalServerException",
  sts: "InternalServerException",
  sso: "InternalServerException",
  organizations: "ServiceException",
  cloudformation: "InternalFailure",
  sqs: "InternalError",
  ce: "InternalFailure",
  billing: "InternalServerException",
  "sso-oidc": "InternalServerException",
};
