import { nameOfApp, useWorkspace } from "../state/workspace-context.tsx";
import { AppFrame } from "./app-frame.tsx";

/** What the app says about itself: its description, its commands and shortcuts, all from the manifest. */
export function AboutApp() {
  const workspace = useWorkspace();
  const { state } = workspace;
  const shortcuts = state.shortcuts ?? [];
  return (
    <AppFrame tab="about">
      <div className="home about">
        <h2>{state.app.name ?? nameOfApp(workspace)}</h2>
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
    </AppFrame>
  );
}
