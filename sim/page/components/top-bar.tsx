import { go, useRoute } from "../state/use-route.ts";
import { nameOfUser, useWorkspace } from "../state/workspace-context.tsx";
import type { ClockSnapshot, User } from "../wire.ts";
import { Avatar } from "./avatar.tsx";
import { Menu, People } from "./icons.tsx";
import { WorldTime } from "./world-time.tsx";

function kindOf(user: User): string {
  if (user.is_restricted) return " (guest)";
  return user.profile?.email || !user.is_stranger ? "" : " (external)";
}

/** Who one is, and how to be somebody else. The person is in the address: another tab can be another person. */
export function TopBar(props: { onMenu(): void; isMenuOpen: boolean; clock: ClockSnapshot | undefined }) {
  const { onMenu, isMenuOpen, clock } = props;
  const { state, me } = useWorkspace();
  const route = useRoute();
  return (
    <header className="top-bar">
      <button type="button" className="top-menu" aria-label="Channels" aria-expanded={isMenuOpen} onClick={onMenu}>
        <Menu />
      </button>
      <span className="top-hint">
        <People size={16} />{" "}
        <span className="top-words">A local workspace. Everything here stays on this computer.</span>
        {clock && <WorldTime clock={clock} />}
      </span>
      <label className="switcher">
        <span>You are</span>
        <Avatar id={me.id} name={nameOfUser(me)} sizePx={22} />
        <select
          value={me.id}
          onChange={(event) => go({ user: event.target.value, ...(route.place ? { place: route.place } : {}) })}
        >
          {state.users
            .filter((user) => !user.is_bot)
            .map((user) => (
              <option key={user.id} value={user.id}>
                {nameOfUser(user)}
                {kindOf(user)}
              </option>
            ))}
        </select>
      </label>
    </header>
  );
}
