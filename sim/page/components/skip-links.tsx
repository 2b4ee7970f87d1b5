import { landOn } from "../state/use-regions.ts";

/** For the keyboard, before everything else: past the bars to where one reads and writes. */
export function SkipLinks() {
  return (
    <div className="skip-links">
      <button type="button" onClick={() => landOn(".pane .message-list, .pane:not(:has(.message-list)) h1")}>
        Skip to the messages
      </button>
      <button type="button" onClick={() => landOn(".pane .composer textarea")}>
        Skip to writing
      </button>
    </div>
  );
}
