import { toFile } from "../files.ts";
import { type Json, objectsOf, parseJson, textOf } from "../json.ts";
import { postAsApp } from "../posting.ts";
import { SlackError } from "../slack-error.ts";
import { findPostable } from "./find-channel.ts";
import type { Call, Methods } from "./method.ts";

/** The upload methods that `filesUploadV2` of @slack/web-api calls. */
export const files: Methods = {
  "files.getUploadURLExternal": { scope: "files:write", tier: 4, run: getUploadUrl },
  "files.completeUploadExternal": { scope: "files:write", tier: 4, run: completeUpload },
};

function getUploadUrl({ parts, params }: Call): Json {
  const name = textOf(params.filename);
  if (name === "" || Number(textOf(params.length)) <= 0) throw new SlackError("invalid_arguments");
  const file = parts.files.ask(name);
  return { upload_url: `${parts.url}${file.uploadPath}`, file_id: file.id };
}

function completeUpload(call: Call): Json {
  const { parts, params } = call;
  const named = objectsOf(typeof params.files === "string" ? parseJson(params.files) : params.files);
  const complete = named.map((entry) => {
    const file = parts.files.find(textOf(entry.id));
    if (file?.bytes === undefined) throw new SlackError("file_not_found");
    file.title = textOf(entry.title) || file.name;
    return toFile(file, parts.url);
  });
  const channelId = textOf(params.channel_id);
  if (channelId !== "") {
    const channel = findPostable({ ...call, params: { ...params, channel: channelId } });
    const threadTs = textOf(params.thread_ts);
    const place = { channel, ...(threadTs === "" ? {} : { threadTs }) };
    postAsApp(parts, place, { text: textOf(params.initial_comment) }, { files: complete });
  }
  return { files: complete };
}
