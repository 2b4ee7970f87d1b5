import type { ServerResponse } from "node:http";
import type { Json } from "./json.ts";
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

/** The files of the workspace, uploaded in Slack's three steps: ask for an address, send, complete. */
export interface Files {
  ask(name: string, by?: string): SlackFile;
  receive(path: string, bytes: Buffer): boolean;
  find(id: string): SlackFile | undefined;
  all(): SlackFile[];
  remove(id: string): void;
  /** Takes in a file that was kept. */
  restore(file: SlackFile): void;
  reset(): void;
}

/** Creates an empty store. */
export function createFiles({ wall }: { wall: WallClock }): Files {
  const files = new Map<string, SlackFile>();
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
      const file = [...files.values()].find((each) => each.uploadPath === path);
      if (file !== undefined) file.bytes = bytes;
      return file !== undefined;
    },
    find: (id) => files.get(id),
    all: () => [...files.values()],
    remove: (id) => void files.delete(id),
    restore: (file) => void files.set(file.id, file),
    reset: () => files.clear(),
  };
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
