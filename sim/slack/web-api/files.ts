import { type SlackFile, toFile } from "../files.ts";
import { type Json, objectsOf, parseJson, textOf } from "../json.ts";
import { tellChannelEvent, tellWorkspaceEvent } from "../person/events.ts";
import { postAsApp, replaceWire } from "../posting.ts";
import { SlackError } from "../slack-error.ts";
import { findPostable } from "./find-channel.ts";
import type { Call, Methods } from "./method.ts";

/** The `files.*` methods; the first two are what `filesUploadV2` of @slack/web-api calls. */
export const files: Methods = {
  "files.getUploadURLExternal": {
    scopes: ["files:write"],
    tier: 4,
    needs: ["filename", "length"],
    errors: ["invalid_arguments"],
    run: getUploadUrl,
  },
  "files.completeUploadExternal": {
    scopes: ["files:write"],
    tier: 4,
    needs: ["files"],
    errors: ["file_not_found", "channel_not_found", "not_in_channel", "is_archived"],
    run: completeUpload,
  },
  "files.info": { scopes: ["files:read"], tier: 4, needs: ["file"], errors: ["file_not_found"], run: info },
  "files.list": { scopes: ["files:read"], tier: 3, errors: ["user_not_found"], run: list },
  "files.delete": {
    scopes: ["files:write"],
    tier: 3,
    needs: ["file"],
    errors: ["file_not_found", "cant_delete_file"],
    run: deleteFile,
  },
};

function getUploadUrl({ parts, params }: Call): Json {
  const name = textOf(params.filename);
  if (name === "" || !(Number(textOf(params.length)) > 0)) throw new SlackError("invalid_arguments");
  const file = parts.files.ask(name);
  return { upload_url: `${parts.url}${file.uploadPath}`, file_id: file.id };
}

function completeUpload(call: Call): Json {
  const { parts, params } = call;
  const named = objectsOf(typeof params.files === "string" ? parseJson(params.files) : params.files);
  const uploaded = named.map((entry) => ({ file: findUploaded(call, textOf(entry.id)), title: textOf(entry.title) }));
  const channelId = textOf(params.channel_id);
  const channel =
    channelId === ""
      ? undefined
      : findPostable({ ...call, params: { ...params, channel: channelId } }, { byName: false });
  for (const { file, title } of uploaded) parts.files.entitle(file.id, title || file.name);
  const complete = uploaded.map(({ file }) => toFile(findUploaded(call, file.id), parts.url));
  if (channel === undefined) return { files: complete };
  const threadTs = textOf(params.thread_ts);
  const place = { channel, ...(threadTs === "" ? {} : { threadTs }) };
  postAsApp(parts, place, { text: textOf(params.initial_comment) }, { files: complete });
  for (const { file } of uploaded) {
    const about = { file_id: file.id, user_id: parts.workspace.botUserId, file: { id: file.id } };
    tellChannelEvent(parts, channel, "file_shared", { ...about, channel_id: channel.id });
  }
  return { files: complete };
}

function findUploaded({ parts }: Call, id: string): SlackFile {
  const file = parts.files.find(id);
  if (file?.bytes === undefined) throw new SlackError("file_not_found");
  return file;
}

function info(call: Call): Json {
  const file = findUploaded(call, textOf(call.params.file));
  return { file: toFile(file, call.parts.url), comments: [], response_metadata: { next_cursor: "" } };
}

/** Paged by number, the old way. */
function list({ parts, params }: Call): Json {
  const user = textOf(params.user);
  const isKnown = user === parts.workspace.botUserId || parts.directory.findById(user) !== undefined;
  if (user !== "" && !isKnown) throw new SlackError("user_not_found");
  const perPage = Number(textOf(params.count)) || 100;
  const page = Number(textOf(params.page)) || 1;
  const all = parts.files
    .all()
    .filter((file) => file.bytes !== undefined)
    .filter((file) => user === "" || (file.by ?? parts.workspace.botUserId) === user);
  const shown = all.slice((page - 1) * perPage, page * perPage).map((file) => toFile(file, parts.url));
  const paging = { count: perPage, total: all.length, page, pages: Math.ceil(all.length / perPage) };
  return { files: shown, paging };
}

/** An app deletes only what it uploaded. Messages keep their place and lose the file. */
function deleteFile(call: Call): Json {
  const { parts, params } = call;
  const file = findUploaded(call, textOf(params.file));
  if (file.by !== undefined) throw new SlackError("cant_delete_file");
  parts.files.remove(file.id);
  for (const channel of parts.channels.all()) {
    for (const message of parts.messages.list(channel.id)) {
      const held = objectsOf(message.wire.files);
      if (!held.some(({ id }) => id === file.id)) continue;
      const left = held.map((each) => (each.id === file.id ? { id: file.id, mode: "tombstone" } : each));
      replaceWire(parts, channel, message, { ...message.wire, files: left });
    }
  }
  tellWorkspaceEvent(parts, "file_deleted", { file_id: file.id });
  return {};
}
