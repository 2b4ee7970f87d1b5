import type { ServerResponse } from "node:http";
import type { Json } from "./json.ts";
import { type Change, createKept, type Keeper } from "./kept.ts";
import { sendText } from "./requests.ts";
import { newId, newSecret } from "./tokens.ts";
import type { WallClock } from "./workspace.ts";

/** An uploaded file. */
export interface SlackFile {
  id: string;
  name: string;
  title: string;
  bytes: Buffer | undefined;
  uploadPath: string;
  /** The person who uploads it into a form; absent for the app's own files. */
  by?: string;
  /** Unix seconds. */
  created: number;
}

/** A file on paper; its bytes stand beside it, because they are large and change once. */
type KeptFile = Omit<SlackFile, "bytes"> | string;
const bytesEnd = "/bytes";

/** The files of the workspace, uploaded in Slack's three steps: ask for an address, send, complete. */
export interface Files extends Keeper<KeptFile> {
  ask(name: string, by?: string): SlackFile;
  receive(path: string, bytes: Buffer): boolean;
  find(id: string): SlackFile | undefined;
  all(): SlackFile[];
  entitle(id: string, title: string): void;
  remove(id: string): void;
  reset(): void;
}

/** Creates an empty store. */
export function createFiles({ wall }: { wall: WallClock }): Files {
  const files = createKept<SlackFile>();
  return {
    ask(name, by) {
      const id = newId("F0");
      const uploadPath = `/upload/v1/${newSecret()}`;
      const file: SlackFile = {
        id,
        name,
        title: name,
        bytes: undefined,
        uploadPath,
        created: Math.floor(wall.now() / 1000),
        ...(by === undefined ? {} : { by }),
      };
      files.set(id, file);
      return file;
    },
    receive(path, bytes) {
      const file = files.values().find((each) => each.uploadPath === path);
      if (file !== undefined) files.set(file.id, { ...file, bytes });
      return file !== undefined;
    },
    find: (id) => files.get(id),
    all: files.values,
    entitle(id, title) {
      const file = files.get(id);
      if (file !== undefined) files.set(id, { ...file, title });
    },
    remove: (id) => void files.delete(id),
    keep: () => files.changes().flatMap(onPaper),
    restore(kept) {
      const held = new Map(kept);
      for (const [id, file] of kept) {
        if (typeof file === "string") continue;
        const bytes = held.get(`${id}${bytesEnd}`);
        files.set(id, { ...file, bytes: typeof bytes === "string" ? Buffer.from(bytes, "base64") : undefined });
      }
    },
    reset: files.clear,
  };
}

function onPaper([id, file]: Change<SlackFile>): Change<KeptFile>[] {
  const { bytes, ...rest } = file ?? {};
  return [
    [id, file && (rest as KeptFile)],
    [`${id}${bytesEnd}`, bytes?.toString("base64")],
  ];
}

/** The file object inside messages. */
export function toFile(file: SlackFile, url: string): Json {
  const address = `${url}/files/${file.id}/${encodeURIComponent(file.name)}`;
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    filetype: file.name.split(".").at(-1) ?? "",
    size: file.bytes?.length ?? 0,
    mode: "hosted",
    url_private: address,
    url_private_download: address,
    permalink: address,
  };
}

/** Serves a file's bytes at the address its object names. */
export function serveFile(files: Files, path: string, response: ServerResponse): void {
  const file = files.find(path.split("/")[2] ?? "");
  if (file?.bytes === undefined) {
    sendText(response, 404, "no such file");
    return;
  }
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`;
  response.writeHead(200, { "content-type": "application/octet-stream", "content-disposition": disposition });
  response.end(file.bytes);
}
