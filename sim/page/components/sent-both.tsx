import { Plain } from "../text/mrkdwn.tsx";
import type { Message } from "../wire.ts";

/** Above a reply that stands in its thread and in the channel: in the channel, what it replies to. */
export function SentBoth({ parent, href }: { parent: Message | undefined; href: string | undefined }) {
  if (!href) return <div className="sent-both">Also sent to the channel</div>;
  return (
    <div className="sent-both">
      replied to a thread:{" "}
      <a href={href}>
        <Plain text={parent?.text || "View thread"} />
      </a>
    </div>
  );
}
