import type { StateValues } from "../element-state.ts";
import { toFile } from "../files.ts";
import { type Json, objectsOf, textOf } from "../json.ts";
import type { Parts } from "../parts.ts";
import { domainOf, type SlackPerson } from "../workspace.ts";
import { ActError } from "./act-error.ts";
import { findPerson } from "./actor.ts";

/** A `file_input` takes no larger file (docs.slack.dev/reference/block-kit/block-elements/file-input-element). */
const maxFileBytes = 10_000_000;

/**
 * A person picks a file in a form. As in Slack's own upload, the page is given an address, sends the bytes there, and
 * then names the file by its id in the form's values. Throws `file_too_large` (413) and `invalid_arguments`.
 */
export function startUpload(
  parts: Parts,
  picked: { user: string; name: string; bytes: unknown },
): { ok: true; upload_url: string; file_id: string } {
  const person = findPerson(parts, picked.user);
  const bytes = Number(picked.bytes);
  if (picked.name === "" || !Number.isInteger(bytes) || bytes <= 0) throw new ActError("invalid_arguments");
  if (bytes > maxFileBytes) throw new ActError("file_too_large", 413);
  const file = parts.files.ask(picked.name, person.slackId);
  return { ok: true, upload_url: file.uploadPath, file_id: file.id };
}

/** The values with whole file objects where the page named files by id: only this person's own, and only whole ones. */
export function withFiles(parts: Parts, person: SlackPerson, values: StateValues): StateValues {
  const filled = (value: Json): Json =>
    Array.isArray(value.files)
      ? { ...value, files: objectsOf(value.files).flatMap(({ id }) => uploaded(parts, person, textOf(id))) }
      : value;
  const eachValue = (block: Record<string, Json>) =>
    Object.fromEntries(Object.entries(block).map(([actionId, value]) => [actionId, filled(value)]));
  return Object.fromEntries(Object.entries(values).map(([blockId, block]) => [blockId, eachValue(block)]));
}

/** A file as `view_submission` carries it (`UploadedFile` in @slack/bolt 5.1.0). */
function uploaded(parts: Parts, person: SlackPerson, id: string): Json[] {
  const file = parts.files.find(id);
  if (file?.bytes === undefined || file.by !== person.slackId) return [];
  const seconds = Math.floor(parts.wall.now() / 1000);
  return [
    {
      ...toFile(file, parts.url),
      created: seconds,
      timestamp: seconds,
      mimetype: "application/octet-stream",
      user: person.slackId,
      user_team: parts.directory.teamOf(person),
      team_domain: domainOf(parts.workspace),
      is_external: false,
      is_public: false,
    },
  ];
}
