import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { isObject, type Json, objectOf, objectsOf, textOf } from "./json.ts";

/** A slash command as the app's manifest declares it. */
export interface SlashCommandEntry {
  command: string;
  description: string;
  usageHint: string;
  /** Mentions and channels arrive as `<@U…|name>` and `<#C…|name>`. */
  escapes: boolean;
}

/** A shortcut as the manifest declares it: from anywhere, or on a message. */
export interface ShortcutEntry {
  name: string;
  callbackId: string;
  description: string;
  type: "global" | "message";
}

/** A custom workflow step. */
export interface FunctionEntry {
  callbackId: string;
  title: string;
  description: string;
  inputs: Json;
  outputs: Json;
}

/** What Slack takes from an app's manifest (v2). */
export interface Manifest {
  appName: string;
  scopes: ReadonlySet<string>;
  commands: readonly SlashCommandEntry[];
  shortcuts: readonly ShortcutEntry[];
  functions: readonly FunctionEntry[];
  /** Event types the app subscribed to, such as "app_mention" or "message.im". */
  botEvents: ReadonlySet<string>;
  homeTab: boolean;
  messagesTab: boolean;
  /** Whose links the app hears of (`link_shared`) and may unfurl. */
  unfurlDomains: readonly string[];
  /** The metadata the app hears of (`message_metadata_posted`), by event type. */
  metadataTypes: ReadonlySet<string>;
}

/** Reads a manifest file, YAML or JSON. Throws with the path when it is missing or has no bot scopes. */
export async function readManifest(path: string): Promise<Manifest> {
  const parsed: unknown = parse(await readFile(path, "utf8"));
  if (!isObject(parsed)) throw new Error(`${path} is not an app manifest`);
  const features = objectOf(parsed.features);
  const scopes = objectOf(objectOf(parsed.oauth_config).scopes).bot;
  if (!Array.isArray(scopes)) throw new Error(`${path} names no bot scopes (oauth_config.scopes.bot)`);
  const subscriptions = objectOf(objectOf(parsed.settings).event_subscriptions);
  const appHome = objectOf(features.app_home);
  return {
    appName: textOf(objectOf(parsed.display_information).name),
    scopes: new Set(scopes.map(String)),
    commands: objectsOf(features.slash_commands).map(toCommand),
    shortcuts: objectsOf(features.shortcuts).map(toShortcut),
    functions: Object.entries(objectOf(parsed.functions)).map(([callbackId, entry]) =>
      toFunction(callbackId, objectOf(entry)),
    ),
    botEvents: new Set(textsOf(subscriptions.bot_events)),
    // What a manifest leaves out is on here; only a clear "no" turns a tab off.
    homeTab: appHome.home_tab_enabled !== false,
    messagesTab: appHome.messages_tab_enabled !== false,
    unfurlDomains: textsOf(features.unfurl_domains),
    metadataTypes: new Set(objectsOf(subscriptions.metadata_subscriptions).map(({ event_type }) => textOf(event_type))),
  };
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function toCommand(entry: Json): SlashCommandEntry {
  return {
    command: textOf(entry.command),
    description: textOf(entry.description),
    usageHint: textOf(entry.usage_hint),
    escapes: entry.should_escape === true,
  };
}

function toShortcut(entry: Json): ShortcutEntry {
  return {
    name: textOf(entry.name),
    callbackId: textOf(entry.callback_id),
    description: textOf(entry.description),
    type: entry.type === "message" ? "message" : "global",
  };
}

function toFunction(callbackId: string, entry: Json): FunctionEntry {
  return {
    callbackId,
    title: textOf(entry.title),
    description: textOf(entry.description),
    inputs: toParameters(objectOf(entry.input_parameters)),
    outputs: toParameters(objectOf(entry.output_parameters)),
  };
}

/** Parameters by name; older manifests keep them under `properties` and name the required ones in a list. */
function toParameters(parameters: Json): Json {
  if (!isObject(parameters.properties)) return parameters;
  const required = textsOf(parameters.required);
  return Object.fromEntries(
    Object.entries(parameters.properties).map(([name, shape]) => [
      name,
      { ...objectOf(shape), is_required: required.includes(name) },
    ]),
  );
}
