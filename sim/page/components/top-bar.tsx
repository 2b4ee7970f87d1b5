import type { Estate } from "../state/use-estate.ts";
import { type PanelName, usePanel } from "../state/use-panel.tsx";
import { Globe, Menu, People, Phone, Pulse } from "./icons.tsx";
import { PersonMenu } from "./person-menu.tsx";
import { TroubleSign } from "./tools/trouble-sign.tsx";
import { WorldTime } from "./world-time.tsx";

const tools: readonly { panel: PanelName; name: string; says: string; Mark: typeof Menu }[] = [
  { panel: "traffic", name: "Traffic", says: "What goes over the wire", Mark: Pulse },
  { panel: "world", name: "World", says: "Time, faults and scenarios", Mark: Globe },
  { panel: "phone", name: "Phone", says: "Notifications as a phone shows them", Mark: Phone },
];

/** Above Slack: what the world is like now, the estate's own tools, and who one is. */
export function TopBar(props: { onMenu(): void; isMenuOpen: boolean; estate: Estate }) {
  const { onMenu, isMenuOpen, estate } = props;
  const panel = usePanel();
  return (
    <header className="top-bar">
      <button type="button" className="top-menu" aria-label="Channels" aria-expanded={isMenuOpen} onClick={onMenu}>
        <Menu />
      </button>
      <span className="top-hint">
        <People size={16} />{" "}
        <span className="top-words">A local workspace. Everything here stays on this computer.</span>
        {estate.clock && <WorldTime clock={estate.clock} />}
      </span>
      <TroubleSign estate={estate} />
      <div className="top-tools" role="toolbar" aria-label="The estate">
        {tools.map(({ panel: name, name: text, says, Mark }) => (
          <button
            key={name}
            type="button"
            className="top-tool"
            aria-pressed={panel.open === name}
            aria-label={text}
            title={says}
            onClick={() => panel.show(panel.open === name ? undefined : name)}
          >
            <Mark size={16} />
            <span>{text}</span>
          </button>
        ))}
      </div>
      <PersonMenu />
    </header>
  );
}
