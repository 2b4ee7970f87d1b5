import { usePanel } from "../state/use-panel.tsx";
import { addressOf, home } from "../state/use-route.ts";
import { useWorkspace } from "../state/workspace-context.tsx";
import { Bell, Chats, House } from "./icons.tsx";

interface Props {
  place: string | undefined;
  /** How many notifications are of messages not read yet. */
  news: number;
}

/** Slack's narrow bar at the left: the workspace, and the large parts of the client. */
export function Rail({ place, news }: Props) {
  const { state, me, channels, app } = useWorkspace();
  const { open, show } = usePanel();
  const name = state.workspace.name ?? "Workspace";
  const start = channels.find((each) => each.name === "general") ?? channels[0];
  const direct = channels.find((each) => each.is_im || each.is_mpim);
  const isDirect = channels.some((each) => each.id === place && (each.is_im || each.is_mpim));
  const entry = (text: string, Mark: typeof House, to: string, isHere: boolean) => (
    <li>
      <a className="rail-entry" href={addressOf({ user: me.id, place: to })} aria-current={isHere ? "true" : undefined}>
        <span className="rail-mark">
          <Mark size={20} />
        </span>
        {text}
      </a>
    </li>
  );
  return (
    <nav className="rail" aria-label="Workspace">
      <span className="rail-tile" aria-hidden="true" title={name}>
        {name.slice(0, 1).toUpperCase()}
      </span>
      <ul>
        {start && entry("Channels", House, start.id, !isDirect && place !== home)}
        {(direct || app.hasHome) && entry("DMs", Chats, direct?.id ?? home, isDirect || place === home)}
        <li>
          <button
            type="button"
            className="rail-entry"
            aria-pressed={open === "activity"}
            onClick={() => show(open === "activity" ? undefined : "activity")}
          >
            <span className="rail-mark">
              <Bell size={20} />
              {news > 0 && (
                <span className="rail-news" aria-hidden="true">
                  {news}
                </span>
              )}
            </span>
            Activity
            {news > 0 && <span className="unseen">, {news} new</span>}
          </button>
        </li>
      </ul>
    </nav>
  );
}
