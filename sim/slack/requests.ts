import type { IncomingMessage, ServerResponse } from "node:http";
import { isObject, type Json, parseJson } from "./json.ts";

/** Slack refuses larger bodies; a message can never need more. */
const maxBodyBytes = 4 * 1024 * 1024;
/** More than a form's `file_input` takes (10 MB), and than the app's tables and logs need. */
const maxUploadBytes = 16 * 1024 * 1024;

/** A body that is larger than is read; answered with 413. */
export class TooLarge extends Error {
  override readonly name = "TooLarge";
}

/** Reads a whole request body, in bytes. Throws `TooLarge` when there are more than `maxBytes`. */
export async function readBytes(request: IncomingMessage, maxBytes = maxBodyBytes): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  // What is too large is read to its end by Node, so that the sender hears the answer.
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > maxBytes) throw new TooLarge(`the body is larger than ${maxBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/**
 * Reads parameters the three ways Slack takes them: query string, form and JSON body; undefined for a body that calls
 * itself JSON and is no JSON object.
 */
export async function readParams(request: IncomingMessage, query: URLSearchParams): Promise<Json | undefined> {
  const body = (await readBytes(request)).toString("utf8");
  const type = request.headers["content-type"] ?? "";
  const fromQuery = Object.fromEntries(query);
  if (type.startsWith("application/json")) {
    const sent = body === "" ? {} : parseJson(body);
    return isObject(sent) ? { ...fromQuery, ...sent } : undefined;
  }
  return { ...fromQuery, ...Object.fromEntries(new URLSearchParams(body)) };
}

/** Reads an uploaded file, sent bare or as the first file of a multipart form. */
export async function readUpload(request: IncomingMessage): Promise<Buffer> {
  const bytes = await readBytes(request, maxUploadBytes);
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data")) return bytes;
  const form = await new Response(new Uint8Array(bytes), { headers: { "content-type": type } }).formData();
  const file = [...form.values()].find((value) => typeof value !== "string");
  return file === undefined ? Buffer.alloc(0) : Buffer.from(await file.arrayBuffer());
}

/** Answers with JSON. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
  response.end(JSON.stringify(body));
}

/** Answers with plain text. */
export function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" });
  response.end(text);
}
