import { about, addressOf } from "../state/use-route.ts";
import { useWorkspace } from "../state/workspace-context.tsx";

/** The tabs of an app's page: Home and Messages where the manifest has them, and About. */
export function AppTabs(props: {
  current: "home" | "messages" | "about";
  user: string;
  homePlace: string;
  messagesPlace: string | undefined;
}) {
  const { hasHome, hasMessages } = useWorkspace().app;
  const tab = (name: typeof props.current, text: string, place: string) => (
    <a href={addressOf({ user: props.user, place })} aria-current={props.current === name ? "page" : undefined}>
      {text}
    </a>
  );
  return (
    <nav className="tabs" aria-label="App">
      {hasHome && tab("home", "Home", props.homePlace)}
      {hasMessages && props.messagesPlace && tab("messages", "Messages", props.messagesPlace)}
      {tab("about", "About", about)}
    </nav>
  );
}
