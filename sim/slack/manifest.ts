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

/** What Slack takes from an app's manifest (v2). */
export interface Manifest {
  appName: string;
  scopes: ReadonlySet<string>;
  commands: readonly SlashCommandEntry[];
  /** Event types the app subscribed to, such as "app_mention" or "message.im". */
  botEvents: ReadonlySet<string>;
}

/** Reads a manifest file, YAML or JSON. Throws with the path when it is missing or has no bot scopes. */
export async function readManifest(path: string): Promise<Manifest> {
  const parsed: unknown = parse(await readFile(path, "utf8"));
  if (!isObject(parsed)) throw new Error(`${path} is not an app manifest`);
  const features = objectOf(parsed.features);
  const scopes = objectOf(objectOf(parsed.oauth_config).scopes).bot;
  if (!Array.isArray(scopes)) throw new Error(`${path} names no bot scopes (oauth_config.scopes.bot)`);
  const subscriptions = objectOf(objectOf(parsed.settings).event_subscriptions);
  return {
    appName: textOf(objectOf(parsed.display_information).name),
    scopes: new Set(scopes.map(String)),
    commands: objectsOf(features.slash_commands).map(toCommand),
    botEvents: new Set(Array.isArray(subscriptions.bot_events) ? subscriptions.bot_events.map(String) : []),
  };
}

function toCommand(entry: Json): SlashCommandEntry {
  return {
    command: textOf(entry.command),
    description: textOf(entry.description),
    usageHint: textOf(entry.usage_hint),
    escapes: entry.should_escape === true,
  };
}
