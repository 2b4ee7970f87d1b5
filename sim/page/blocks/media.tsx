import type { FileBlock, ImageBlock, VideoBlock } from "@slack/types";
import { useId, useState } from "react";
import { Down, File, Play } from "../components/icons.tsx";
import { Link, Plain } from "../text/mrkdwn.tsx";
import { Image, type Pictured } from "./image.tsx";

/** A picture; its title folds it away. */
export function Picture({ block }: { block: ImageBlock }) {
  const [isOpen, setOpen] = useState(true);
  const id = useId();
  return (
    <figure className="block picture">
      {block.title && (
        <figcaption>
          <button
            type="button"
            className="picture-title"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
          >
            <Plain text={block.title.text} emoji={block.title.emoji} />
            <span className={isOpen ? "fold open" : "fold"}>
              <Down size={14} />
            </span>
          </button>
        </figcaption>
      )}
      <div id={id} hidden={!isOpen}>
        <Image of={block as Pictured} />
      </div>
    </figure>
  );
}

/** A film behind its still: the page plays nothing of another host, so pressing it opens the film's own page. */
export function Video({ block }: { block: VideoBlock }) {
  const { title, title_url, video_url, author_name, provider_name, description } = block;
  const source = [provider_name, author_name].filter(Boolean).join(" · ");
  return (
    <figure className="block video">
      {source && <div className="video-source">{source}</div>}
      <figcaption>
        <strong>
          {title_url ? <Link href={title_url}>{title.text}</Link> : <Plain text={title.text} emoji={title.emoji} />}
        </strong>
        {description && (
          <div className="video-description">
            <Plain text={description.text} emoji={description.emoji} />
          </div>
        )}
      </figcaption>
      <a className="video-still" href={title_url ?? video_url} target="_blank" rel="noreferrer noopener">
        <Image of={{ image_url: block.thumbnail_url, alt_text: block.alt_text }} />
        <span className="video-play">
          <Play size={22} />
          <span className="unseen">Play {title.text}</span>
        </span>
      </a>
    </figure>
  );
}

/** A file kept elsewhere; Slack itself knows no more of it than this here (`source` is always `remote`). */
export function RemoteFile({ block }: { block: FileBlock }) {
  return (
    <div className="block file remote-file">
      <File />
      <span>
        {block.external_id} <span className="remote-file-kind">Remote file</span>
      </span>
    </div>
  );
}
