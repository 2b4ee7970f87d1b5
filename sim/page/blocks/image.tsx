import type { ImageElement } from "@slack/types";

/** Any of Slack's pictures: by address or as a file of the workspace, always with words for who does not see it. */
export type Pictured = Pick<ImageElement, "alt_text"> & {
  image_url?: string;
  slack_file?: { id?: string; url?: string };
};

/** Where a picture is. Slack fetches the ones out there for its readers; this page fetches from its own server only. */
function placeOf(image: Pictured): { own?: string; outside?: string } {
  const address = image.image_url ?? image.slack_file?.url;
  if (!address || !URL.canParse(address, location.href)) return {};
  const url = new URL(address, location.href);
  return url.origin === location.origin || url.protocol === "data:" ? { own: url.href } : { outside: url.host };
}

/** A picture, or in its place its words and why it is not shown. */
export function Image({ of, className }: { of: Pictured; className?: string }) {
  const { own, outside } = placeOf(of);
  if (own) return <img className={className} src={own} alt={of.alt_text} />;
  const why = outside ? `A picture of ${outside}, which this page does not fetch` : "A picture that is not here";
  return (
    <span
      className={`${className ?? ""} image-absent`}
      role="img"
      aria-label={of.alt_text}
      title={`${of.alt_text}. ${why}.`}
    >
      <span aria-hidden="true">{of.alt_text}</span>
    </span>
  );
}
