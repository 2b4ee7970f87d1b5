import type { KeyboardEvent } from "react";

/**
 * Up and down go from message to message; T opens the thread, R the reactions, E the rewriting of the message that has
 * the focus, as in Slack (slack.com/help/articles/201374536, "Slack keyboard shortcuts").
 */
export function moveAmongMessages(event: KeyboardEvent<HTMLElement>): void {
  const list = event.currentTarget;
  const target = event.target as HTMLElement;
  const messages = [...list.querySelectorAll<HTMLElement>("article")];
  const here = messages.indexOf(target);
  if ((here < 0 && target !== list) || event.ctrlKey || event.metaKey || event.altKey) return;
  const press = here >= 0 && messages[here]?.querySelector<HTMLElement>(`[data-key="${event.key.toLowerCase()}"]`);
  if (press) {
    event.preventDefault();
    press.click();
    return;
  }
  if (event.key === "Escape" && here >= 0) {
    event.preventDefault();
    list.focus();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const next = here < 0 ? messages.length - 1 : Math.min(Math.max(here + step, 0), messages.length - 1);
  event.preventDefault();
  messages[next]?.focus();
}
