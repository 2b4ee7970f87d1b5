import { useState } from "react";
import { type Theme, themes, useTheme } from "../state/theme.ts";
import { addressOf, useRoute } from "../state/use-route.ts";
import { nameOfUser, useWorkspace } from "../state/workspace-context.tsx";
import type { User } from "../wire.ts";
import { Avatar } from "./avatar.tsx";
import { Check, Down, OutOf } from "./icons.tsx";
import { PopupButton } from "./popup.tsx";

function kindOf(user: User): string {
  if (user.is_restricted) return "guest";
  if (user.is_stranger) return "from another organisation";
  return user.tz ?? "";
}

const themeNames: Record<Theme, string> = { auto: "As the system", light: "Light", dark: "Dark" };

function ThemeChoice() {
  const [theme, setTheme] = useTheme();
  return (
    <fieldset className="theme-choice">
      <legend>Appearance</legend>
      {themes.map((each) => (
        <label key={each}>
          <input type="radio" name="theme" checked={theme === each} onChange={() => setTheme(each)} />
          {themeNames[each]}
        </label>
      ))}
    </fieldset>
  );
}

function PersonRow({ user, onGo }: { user: User; onGo(): void }) {
  const { me } = useWorkspace();
  const route = useRoute();
  const name = nameOfUser(user);
  const here = { user: user.id, ...(route.place ? { place: route.place } : {}) };
  return (
    <li className="person">
      <a href={addressOf(here)} aria-current={user.id === me.id ? "true" : undefined} onClick={onGo}>
        <Avatar id={user.id} name={name} sizePx={28} />
        <span className="person-name">
          {name} <span className="person-kind">{kindOf(user)}</span>
        </span>
        {user.id === me.id && <Check size={16} />}
      </a>
      <a
        className="button-icon"
        href={addressOf(here)}
        target="_blank"
        rel="noreferrer"
        aria-label={`Open in a new tab as ${name}`}
        title={`Open in a new tab as ${name}`}
      >
        <OutOf size={16} />
      </a>
    </li>
  );
}

/** More people than this are searched through, not read through. */
const manyPeople = 12;

function People({ people, onGo }: { people: readonly User[]; onGo(): void }) {
  const [part, setPart] = useState("");
  const wanted = part.trim().toLowerCase();
  const found = people.filter((user) => `${nameOfUser(user)} ${user.name}`.toLowerCase().includes(wanted));
  return (
    <>
      <h2 className="popup-head">Be somebody else</h2>
      {people.length > manyPeople && (
        <input
          type="search"
          className="field people-search"
          aria-label="Find a person"
          placeholder="Find a person"
          value={part}
          onChange={(event) => setPart(event.target.value)}
        />
      )}
      <ul className="people">
        {found.map((user) => (
          <PersonRow key={user.id} user={user} onGo={onGo} />
        ))}
      </ul>
      {found.length === 0 && <p className="popup-head">Nobody here is called “{part.trim()}”.</p>}
    </>
  );
}

/** Who one is, how to be somebody else here or in another tab, and how light the page is. */
export function PersonMenu() {
  const { state, me } = useWorkspace();
  const name = nameOfUser(me);
  return (
    <PopupButton
      label="Person and appearance"
      isNamed
      className="switcher"
      mark={
        <>
          <Avatar id={me.id} name={name} sizePx={24} />
          <span className="unseen">You are {name}. Be somebody else, or change the appearance</span>
          <span className="switcher-name" aria-hidden="true">
            {name}
          </span>
          <Down size={14} />
        </>
      }
    >
      {(close) => (
        <>
          <ThemeChoice />
          <People people={state.users.filter((user) => !user.is_bot)} onGo={close} />
        </>
      )}
    </PopupButton>
  );
}
