import type { Estate } from "../../state/use-estate.ts";
import type { Notification } from "../../state/use-notifications.ts";
import { usePanel } from "../../state/use-panel.tsx";
import { addressOf, traffic } from "../../state/use-route.ts";
import { useWorkspace } from "../../state/workspace-context.tsx";
import type { Message } from "../../wire.ts";
import { ActivityPanel } from "../activity-panel.tsx";
import { OutOf } from "../icons.tsx";
import { PhonePanel } from "../phone/phone-panel.tsx";
import { Drawer } from "./drawer.tsx";
import { TrafficPanel } from "./traffic-panel.tsx";
import { WorldPanel } from "./world-panel.tsx";

/** The panel that is open, if any. */
export function Tools(props: {
  estate: Estate;
  notifications: readonly Notification[];
  /** By channel id, as they are now. */
  messages: Readonly<Record<string, readonly Message[]>>;
  logged: number;
}) {
  const { estate, notifications, messages, logged } = props;
  const { open } = usePanel();
  const { state, me } = useWorkspace();
  if (open === "world") {
    return (
      <Drawer title="World">
        <WorldPanel estate={estate} />
      </Drawer>
    );
  }
  if (open === "activity") {
    return (
      <Drawer title="Activity">
        <ActivityPanel notifications={notifications} messages={messages} />
      </Drawer>
    );
  }
  if (open === "phone") {
    return (
      <Drawer title="Phone">
        <PhonePanel notifications={notifications} />
      </Drawer>
    );
  }
  if (open !== "traffic") return null;
  const alone = addressOf({ user: me.id, place: traffic });
  return (
    <Drawer
      title="Traffic"
      extra={
        <a className="button-icon" href={alone} target="_blank" rel="noreferrer" aria-label="Open in a tab of its own">
          <OutOf size={16} />
        </a>
      }
    >
      <TrafficPanel key={state.workspace.began} hints={logged} clock={estate.clock} />
    </Drawer>
  );
}
