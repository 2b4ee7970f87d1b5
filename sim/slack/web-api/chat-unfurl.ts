import { isObject, type Json, objectOf, objectsOf, parseJson, textOf } from "../json.ts";
import { replaceWire } from "../posting.ts";
import { SlackError } from "../slack-error.ts";
import { isVisible } from "./find-channel.ts";
import type { Call, Methods } from "./method.ts";

/** What is shown under the links of somebody's message. */
export const chatUnfurl: Methods = {
  "chat.unfurl": {
    scopes: ["links:write"],
    tier: 3,
    errors: [
      "missing_channel",
      "missing_ts",
      "missing_unfurls",
      "cannot_find_channel",
      "cannot_find_message",
      "invalid_unfurls_format",
      "cannot_unfurl_url",
      "cannot_unfurl_message",
    ],
    run: unfurl,
  },
};

function unfurl({ parts, params }: Call): Json {
  const entities = objectsOf(objectOf(parsed(params.metadata)).entities);
  for (const name of ["channel", "ts", "unfurls"]) {
    if (params[name] === undefined && !(name === "unfurls" && entities.length > 0)) {
      throw new SlackError(`missing_${name}`);
    }
  }
  const channel = parts.channels.findById(textOf(params.channel));
  if (channel === undefined || !isVisible(parts, channel)) throw new SlackError("cannot_find_channel");
  const message = parts.messages.find(channel.id, textOf(params.ts));
  if (message === undefined || message.onlyFor !== undefined) throw new SlackError("cannot_find_message");
  const unfurls = params.unfurls === undefined ? fromEntities(entities) : parsed(params.unfurls);
  if (!isObject(unfurls)) throw new SlackError("invalid_unfurls_format");
  for (const url of Object.keys(unfurls)) {
    if (!isOurs(parts.manifest.unfurlDomains, url)) throw new SlackError("cannot_unfurl_url");
    if (!textOf(message.wire.text).includes(url)) throw new SlackError("cannot_unfurl_message");
  }
  const shown = Object.entries(unfurls).map(([url, attachment], index) => ({
    ...objectOf(attachment),
    id: index + 1,
    from_url: url,
    app_unfurl_url: url,
    is_app_unfurl: true,
    app_id: parts.workspace.appId,
    bot_id: parts.workspace.botId,
  }));
  const before = objectsOf(message.wire.attachments).filter((each) => !(textOf(each.from_url) in unfurls));
  replaceWire(parts, channel, message, { ...message.wire, attachments: [...before, ...shown] });
  return {};
}

function parsed(value: unknown): unknown {
  return typeof value === "string" ? parseJson(value) : value;
}

/** Work Objects come as metadata (docs.slack.dev/messaging/work-objects); of each only the title is shown here. */
function fromEntities(entities: readonly Json[]): Json {
  return Object.fromEntries(
    entities.map((entity) => {
      const { title } = objectOf(objectOf(entity.entity_payload).attributes);
      const text = textOf(objectOf(title).text);
      return [textOf(entity.app_unfurl_url), { title: text, fallback: text, title_link: entity.url }];
    }),
  );
}

/** The app's own domains and what lies under them. */
export function isOurs(domains: readonly string[], url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
}
