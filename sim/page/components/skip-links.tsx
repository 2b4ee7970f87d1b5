/** For the keyboard, before everything else: past the bars to where one reads and writes. */
export function SkipLinks() {
  const to = (selector: string) => () => document.querySelector<HTMLElement>(selector)?.focus();
  return (
    <div className="skip-links">
      <button type="button" onClick={to(".pane .message-list, .pane")}>
        Skip to the messages
      </button>
      <button type="button" onClick={to(".pane .composer textarea")}>
        Skip to writing
      </button>
    </div>
  );
}
