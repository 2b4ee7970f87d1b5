import type { HttpRequest } from "../http/server.ts";
import type { World } from "../world/world.ts";
import { AwsError } from "./errors.ts";

const shape =
  /^AWS4-HMAC-SHA256 Credential=(?<key>[^/,\s]+)\/(?<date>\d{8})\/(?<region>[a-z0-9-]+)\/(?<service>[a-z0-9-]+)\/aws4_request,\s*SignedHeaders=(?<headers>[a-z0-9;-]+),\s*Signature=(?<signature>[0-9a-f]{64})$/;

/** IAM API reference: an access key id is 16 to 128 word characters. */
const accessKeyShape = /^\w{16,128}$/;
/** AWS Signature Version 4: a request may be 5 minutes off. Signatures live in real time. */
const allowedSkewMs = 5 * 60_000;

/** Who signed a request. */
export interface Caller {
  accessKeyId: string;
  region: string;
}

/** The signing date in ISO basic format, `20260105T090000Z`, as ms since the epoch. */
function signedAtMs(text: string | string[] | undefined): number {
  const parts = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(String(text));
  if (!parts) return Number.NaN;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/**
 * Checks the shape of a SigV4 signature: algorithm, scope, signed headers, date. The signature itself is not computed:
 * the estate hands out no secret keys it could be computed with.
 */
export function readSignature(world: World, request: HttpRequest, service: string): Caller {
  const header = request.headers.authorization;
  if (!header) throw new AwsError("MissingAuthenticationTokenException", "Missing Authentication Token");
  const parts = shape.exec(header)?.groups;
  if (!parts) {
    throw new AwsError(
      "IncompleteSignatureException",
      "Authorization header requires a well-formed AWS4-HMAC-SHA256 credential.",
    );
  }
  if (parts.service !== service) {
    throw new AwsError("InvalidSignatureException", `Credential should be scoped to correct service: '${service}'.`);
  }
  const signedHeaders = parts.headers?.split(";") ?? [];
  if (!signedHeaders.includes("host") || !signedHeaders.includes("x-amz-date")) {
    throw new AwsError(
      "InvalidSignatureException",
      "'Host' and 'X-Amz-Date' must be 'SignedHeaders' in the AWS Authorization.",
    );
  }
  const signedMs = signedAtMs(request.headers["x-amz-date"]);
  if (!(Math.abs(Date.now() - signedMs) <= allowedSkewMs)) {
    throw new AwsError(
      "InvalidSignatureException",
      `Signature expired or not yet current: ${request.headers["x-amz-date"]}`,
    );
  }
  const accessKeyId = parts.key ?? "";
  const sessionToken = request.headers["x-amz-security-token"];
  const session = world.state.sessions.find((known) => known.accessKeyId === accessKeyId);
  const temporary = accessKeyId.startsWith("ASIA");
  if (!accessKeyShape.test(accessKeyId) || (temporary && (!session || session.sessionToken !== sessionToken))) {
    throw new AwsError("UnrecognizedClientException", "The security token included in the request is invalid.");
  }
  if (session && session.expiresAt <= Date.now()) {
    throw new AwsError("ExpiredTokenException", "The security token included in the request is expired");
  }
  return { accessKeyId, region: parts.region ?? "" };
}
