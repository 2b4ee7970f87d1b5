import type { HttpRequest } from "../http/server.ts";
import { region as homeRegion } from "../world/constants.ts";
import type { Session } from "../world/shapes.ts";
import type { World } from "../world/world.ts";
import { AwsError } from "./errors.ts";
import { signatureOf } from "./signature.ts";
import type { Wall } from "./wall.ts";

const shape =
  /^AWS4-HMAC-SHA256 Credential=(?<key>[^/,\s]+)\/(?<date>\d{8})\/(?<region>[a-z0-9-]+)\/(?<service>[a-z0-9-]+)\/aws4_request,\s*SignedHeaders=(?<headers>[a-z0-9;-]+),\s*Signature=(?<signature>[0-9a-f]{64})$/;

/** IAM API reference: an access key id is 16 to 128 word characters. */
const accessKeyShape = /^\w{16,128}$/;
/** AWS Signature Version 4: a request may be 5 minutes off. Signatures live in real time. */
const allowedSkewMs = 5 * 60_000;

/** The signing date in ISO basic format, `20260105T090000Z`, as ms since the epoch. */
function signedAtMs(text: string): number {
  const parts = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (!parts) return Number.NaN;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

const invalid = (message: string) => new AwsError("InvalidSignatureException", message);
const unknownKey = () =>
  new AwsError("UnrecognizedClientException", "The security token included in the request is invalid.");

/** A key the estate never gave out: whoever holds it is the bot's own task. */
export type LongLived = { accessKeyId: string };

/**
 * Checks a SigV4 signature: algorithm, scope, signed headers, date, and, where the estate gave the key out itself, the
 * signature. Of other keys it knows no secret, so theirs is checked in its form alone.
 */
export function readSignature(
  { world, wall }: { world: World; wall: Wall },
  request: HttpRequest,
  { signingName, regional }: { signingName: string; regional: boolean },
): Session | LongLived {
  const header = request.headers.authorization;
  if (!header) throw new AwsError("MissingAuthenticationTokenException", "Missing Authentication Token");
  const parts = shape.exec(header)?.groups as
    | Record<"key" | "date" | "region" | "service" | "headers" | "signature", string>
    | undefined;
  if (!parts) {
    throw new AwsError(
      "IncompleteSignatureException",
      "Authorization header requires a well-formed AWS4-HMAC-SHA256 credential.",
    );
  }
  if (parts.service !== signingName) throw invalid(`Credential should be scoped to correct service: '${signingName}'.`);
  if (regional && parts.region !== homeRegion) throw invalid("Credential should be scoped to a valid region.");
  const signedHeaders = parts.headers.split(";");
  const date = String(request.headers["x-amz-date"]);
  for (const name of [
    "host",
    "x-amz-date",
    ...("x-amz-security-token" in request.headers ? ["x-amz-security-token"] : []),
  ]) {
    if (!signedHeaders.includes(name)) throw invalid(`'${name}' must be a 'SignedHeader' in the AWS Authorization.`);
  }
  if (!(Math.abs(wall.now() - signedAtMs(date)) <= allowedSkewMs)) {
    throw invalid(`Signature expired or not yet current: ${date}`);
  }
  if (!date.startsWith(parts.date))
    throw invalid(`Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP`);

  const { key: accessKeyId } = parts;
  if (!accessKeyShape.test(accessKeyId)) throw unknownKey();
  const session = world.state.sessions.find((known) => known.accessKeyId === accessKeyId);
  if (!session) {
    if (accessKeyId.startsWith("ASIA")) throw unknownKey();
    return { accessKeyId };
  }
  if (session.sessionToken !== request.headers["x-amz-security-token"]) throw unknownKey();
  if (session.expiresAt <= wall.now()) {
    throw new AwsError("ExpiredTokenException", "The security token included in the request is expired");
  }
  const scope = { date: parts.date, region: parts.region, service: parts.service };
  if (signatureOf(request, { secret: session.secretAccessKey, scope, signedHeaders, date }) !== parts.signature) {
    throw invalid(
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
    );
  }
  return session;
}
