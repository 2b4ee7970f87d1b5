import type { IncomingMessage } from "node:http";
import { isObject, type Json, parseJson, textOf } from "../json.ts";
import { readBytes } from "../requests.ts";
import { SlackError } from "../slack-error.ts";

/** What came in one call, before anything was judged but its form. */
export interface Sent {
  params: Json;
  /** "" when none came. */
  token: string;
  warnings: string[];
}

const contentTypes = ["application/json", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain"];
const charsets = ["utf-8", "iso-8859-1"];

/**
 * Reads a call the ways Slack takes it: query string, form, multipart form, JSON (docs.slack.dev/apis/web-api). Throws
 * the codes every method page lists for a body that is none of these. The token comes in the header or, in a form, as a
 * field; one in the query string counts for nothing (changelog of 2020-11, "no more tokens in querystrings").
 */
export async function readSent(request: IncomingMessage, query: URLSearchParams): Promise<Sent> {
  const bytes = request.method === "POST" ? await readBytes(request) : Buffer.alloc(0);
  const { params, warnings } = await readBody(bytes, request.headers["content-type"]);
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  const { token: _, ...fromQuery } = Object.fromEntries(query);
  const { token: field, ...fromBody } = params;
  const all: Json = { ...fromQuery, ...fromBody };
  for (const name of Object.keys(all)) checkName(name);
  return { params: all, token: bearer ?? textOf(field), warnings };
}

async function readBody(bytes: Buffer, header: string | undefined): Promise<{ params: Json; warnings: string[] }> {
  if (bytes.length === 0) return { params: {}, warnings: [] };
  if (header === undefined) throw new SlackError("missing_post_type");
  const [type = "", ...attributes] = header
    .toLowerCase()
    .split(";")
    .map((part) => part.trim());
  const charset = attributes.find((each) => each.startsWith("charset="))?.slice("charset=".length);
  if (!contentTypes.includes(type)) throw new SlackError("invalid_post_type");
  if (charset !== undefined && !charsets.includes(charset.replaceAll('"', ""))) throw new SlackError("invalid_charset");
  if (type === "application/json") {
    return { params: readJson(bytes), warnings: charset === undefined ? ["missing_charset"] : [] };
  }
  const warnings = charset === undefined ? [] : ["superfluous_charset"];
  if (type === "multipart/form-data") return { params: await readMultipart(bytes, header), warnings };
  return { params: Object.fromEntries(new URLSearchParams(bytes.toString("utf8"))), warnings };
}

/** Absent and null are the same; a token in a JSON body is not looked at. */
function readJson(bytes: Buffer): Json {
  const parsed = parseJson(bytes.toString("utf8"));
  if (parsed === undefined) throw new SlackError("invalid_json");
  if (!isObject(parsed)) throw new SlackError("json_not_object");
  return Object.fromEntries(Object.entries(parsed).filter(([name, value]) => value !== null && name !== "token"));
}

async function readMultipart(bytes: Buffer, type: string): Promise<Json> {
  try {
    const form = await new Response(new Uint8Array(bytes), { headers: { "content-type": type } }).formData();
    return Object.fromEntries([...form].filter(([, value]) => typeof value === "string"));
  } catch {
    throw new SlackError("invalid_form_data");
  }
}

function checkName(name: string): void {
  if (/\[.*\]$/.test(name)) throw new SlackError("invalid_array_arg");
  if (!/^\w{1,255}$/.test(name)) throw new SlackError("invalid_arg_name");
}
