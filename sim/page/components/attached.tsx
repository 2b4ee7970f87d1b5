import { Blocks } from "../blocks/block.tsx";
import { Image } from "../blocks/image.tsx";
import { isLinkable } from "../text/inline.ts";
import { Link, Mrkdwn, Plain, SlackDate } from "../text/mrkdwn.tsx";
import type { Attachment } from "../wire.ts";

/** The colours that have a name (@slack/types 3.2.0, `MessageAttachment.color`); any other is six hexadecimal digits. */
const named: Readonly<Record<string, string>> = { good: "var(--ok)", warning: "var(--warn)", danger: "var(--bad)" };

function barOf(color = ""): string | undefined {
  if (Object.hasOwn(named, color)) return named[color];
  return /^#?[0-9a-f]{6}$/i.test(color) ? `#${color.replace("#", "")}` : undefined;
}

/** A name or a title; a link where the app gave an address. */
function Titled({ text, href }: { text: string; href: string | undefined }) {
  return href && isLinkable(href) ? (
    <Link href={href}>
      <Plain text={text} />
    </Link>
  ) : (
    <Plain text={text} />
  );
}

function Fields({ fields }: { fields: NonNullable<Attachment["fields"]> }) {
  return (
    <dl className="attached-fields">
      {fields.map(({ title, value, short }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: fields have no identity but their place
        <div key={index} className={short ? undefined : "attached-wide"}>
          <dt>
            <Plain text={title} />
          </dt>
          <dd>
            <Mrkdwn text={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Foot({ footer, ts }: Pick<Attachment, "footer" | "ts">) {
  return (
    <div className="attached-foot">
      {footer && <Plain text={footer} />}
      {footer && ts && " | "}
      {ts && <SlackDate seconds={Number(ts)} format="{date_short_pretty} at {time}" fallback="" />}
    </div>
  );
}

/** An attachment beside its coloured bar; its `fallback` only when there is nothing else to show. */
export function Attached({ attachment }: { attachment: Attachment }) {
  const { color, pretext, author_name, title, text, fallback, fields, image_url, thumb_url, footer, ts } = attachment;
  const { blocks } = attachment;
  const parts = [pretext, author_name, title, text, image_url, thumb_url, footer, fields?.length, blocks?.length];
  const bar = barOf(color);
  const alt = title || fallback || "A picture of this attachment";
  return (
    <>
      {pretext && <Mrkdwn text={pretext} />}
      <div className="attached" style={bar ? { borderLeftColor: bar } : undefined}>
        <div className="attached-words">
          {author_name && (
            <div className="attached-author">
              <Titled text={author_name} href={attachment.author_link} />
            </div>
          )}
          {title && (
            <strong className="attached-title">
              <Titled text={title} href={attachment.title_link} />
            </strong>
          )}
          {text && <Mrkdwn text={text} />}
          {fields && <Fields fields={fields} />}
          {blocks && <Blocks blocks={blocks} scope={`attached ${title ?? ""}`} />}
          {!parts.some(Boolean) && fallback && <Mrkdwn text={fallback} />}
          {image_url && <Image className="attached-image" of={{ image_url, alt_text: alt }} />}
          {(footer || ts) && <Foot footer={footer} ts={ts} />}
        </div>
        {thumb_url && !image_url && <Image className="attached-thumb" of={{ image_url: thumb_url, alt_text: alt }} />}
      </div>
    </>
  );
}
