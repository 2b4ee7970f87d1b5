import { Link } from "../text/mrkdwn.tsx";
import type { FileShare } from "../wire.ts";
import { File } from "./icons.tsx";

/** `1_536` → "1.5 kB". */
function sizeWords(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB"];
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log(bytes) / Math.log(1024)), units.length - 1);
  const size = bytes / 1024 ** step;
  return `${size < 10 && step > 0 ? size.toFixed(1) : Math.round(size)} ${units[step]}`;
}

/** The files of a message. */
export function Files({ files }: { files: readonly FileShare[] }) {
  return (
    <ul className="files">
      {files.map((file) => {
        const name = file.title ?? file.name ?? file.id;
        return (
          <li key={file.id} className="file">
            <File />
            {file.url_private ? <Link href={file.url_private}>{name}</Link> : name}
            {file.size !== undefined && <span className="file-size">{sizeWords(file.size)}</span>}
          </li>
        );
      })}
    </ul>
  );
}
