import { about, home } from "../state/use-route.ts";
import { directWithApp, nameOfApp, useWorkspace } from "../state/workspace-context.tsx";
import { AppTabs } from "./app-tabs.tsx";
import { Avatar } from "./avatar.tsx";

/** What the app says about itself: its description, its commands and shortcuts, all from the manifest. */
export function AboutApp() {
  const workspace = useWorkspace();
  const { state, me, botUserId } = workspace;
  const name = nameOfApp(workspace);
  const shortcuts = state.shortcuts ?? [];
  return (
    <main className="pane" aria-label={`${name}, About`}>
      <header className="pane-head">
        <h1>
          <Avatar id={botUserId ?? "app"} name={name} sizePx={24} app />
          {name}
          <span className="badge">APP</span>
        </h1>
      </header>
      <AppTabs current={about} user={me.id} homePlace={home} messagesPlace={directWithApp(workspace)?.id} />
      <div className="home-scroll">
        <div className="home about">
          <h2>{state.app.name ?? name}</h2>
          {state.app.description && <p>{state.app.description}</p>}
          <h3>Slash commands</h3>
          <dl>
            {state.commands.map(({ command, usage_hint: hint, description }) => (
              <div key={command}>
                <dt>
                  <code>{command}</code> {hint}
                </dt>
                <dd>{description}</dd>
              </div>
            ))}
          </dl>
          {shortcuts.length > 0 && (
            <>
              <h3>Shortcuts</h3>
              <dl>
                {shortcuts.map((shortcut) => (
                  <div key={shortcut.callback_id}>
                    <dt>
                      {shortcut.name} {shortcut.type === "message" ? "(on a message)" : ""}
                    </dt>
                    <dd>{shortcut.description}</dd>
                  </div>
                ))}
              </dl>
            </>
          )}
        </div>
      </div>
    </main>
  );
}
