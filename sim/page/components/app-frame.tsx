import type { ReactNode } from "react";
import { home } from "../state/use-route.ts";
import { directWithApp, nameOfApp, useWorkspace } from "../state/workspace-context.tsx";
import { AppTabs } from "./app-tabs.tsx";
import { Avatar } from "./avatar.tsx";

/** A page of the app beside its messages: its name, its tabs, and what the tab shows. */
export function AppFrame({ tab, children }: { tab: "home" | "about"; children: ReactNode }) {
  const workspace = useWorkspace();
  const { me, botUserId } = workspace;
  const name = nameOfApp(workspace);
  return (
    <main className="pane" aria-label={`${name}, ${tab === "home" ? "Home" : "About"}`}>
      <header className="pane-head">
        <h1>
          <Avatar id={botUserId ?? "app"} name={name} sizePx={24} app />
          {name}
          <span className="badge">APP</span>
        </h1>
      </header>
      <AppTabs current={tab} user={me.id} homePlace={home} messagesPlace={directWithApp(workspace)?.id} />
      <div className="home-scroll">{children}</div>
    </main>
  );
}
