import { createHash, createHmac } from "node:crypto";
import type { HttpRequest } from "../http/server.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();

/** RFC 3986: what `encodeURIComponent` leaves alone is encoded too. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);

/** Every service but S3 signs a path encoded once more than it is sent. */
const canonicalPath = (path: string) => path.split("/").map(encode).join("/");

const canonicalQuery = (query: string) =>
  [...new URLSearchParams(query)]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join("&");

/** What a request must be signed with (docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html). */
export function signatureOf(
  request: HttpRequest,
  {
    secret,
    scope,
    signedHeaders,
    date,
  }: {
    secret: string;
    scope: { date: string; region: string; service: string };
    signedHeaders: readonly string[];
    date: string;
  },
): string {
  const headers = signedHeaders.map(
    (name) =>
      `${name}:${String(request.headers[name] ?? "")
        .trim()
        .replace(/ +/g, " ")}\n`,
  );
  const canonical = [
    request.method,
    canonicalPath(request.path),
    canonicalQuery(request.query),
    headers.join(""),
    signedHeaders.join(";"),
    sha256(request.body),
  ].join("\n");
  const scopeText = `${scope.date}/${scope.region}/${scope.service}/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", date, scopeText, sha256(canonical)].join("\n");
  const key = [scope.date, scope.region, scope.service, "aws4_request"].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return createHmac("sha256", key).update(toSign).digest("hex");
}
