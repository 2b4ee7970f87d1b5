import { Blocks } from "../blocks/block.tsx";
import { Mrkdwn } from "../text/mrkdwn.tsx";
import type { Attachment } from "../wire.ts";

/** An attachment beside its coloured bar; its `fallback` only when there is nothing else to show. */
export function Attached({ attachment }: { attachment: Attachment }) {
  const { color, pretext, title, text, fallback, blocks } = attachment;
  const bar = color && /^#?[0-9a-f]{6}$/i.test(color) ? `#${color.replace("#", "")}` : undefined;
  const hasMore = Boolean(pretext || title || text || blocks?.length);
  return (
    <>
      {pretext && <Mrkdwn text={pretext} />}
      <div className="attached" style={bar ? { borderLeftColor: bar } : undefined}>
        {title && (
          <strong>
            <Mrkdwn text={title} />
          </strong>
        )}
        {text && <Mrkdwn text={text} />}
        {blocks && <Blocks blocks={blocks} scope={`attached ${title ?? ""}`} />}
        {!hasMore && fallback && <Mrkdwn text={fallback} />}
      </div>
    </>
  );
}
