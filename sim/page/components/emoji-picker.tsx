import { useEffect, useMemo, useRef, useState } from "react";
import { emojiMatching, emojiOf } from "../text/emoji.ts";

/** What people reach for most; a search finds the others. */
const usual =
  "+1 eyes white_check_mark tada heart pray raised_hands clap rocket fire 100 thinking_face joy slightly_smiling_face warning x hourglass_flowing_sand bulb memo wave".split(
    " ",
  );
const most = 60;

/** A small window to choose an emoji by name. */
export function EmojiPicker({ onPick }: { onPick(name: string): void }) {
  const [part, setPart] = useState("");
  const field = useRef<HTMLInputElement>(null);
  // Whoever opens it wants to search; Escape gives the focus back.
  useEffect(() => field.current?.focus(), []);
  const found = useMemo(
    () =>
      part
        ? emojiMatching(part, most)
        : usual.flatMap((name) => {
            const char = emojiOf(name);
            return char ? [{ name, char }] : [];
          }),
    [part],
  );
  return (
    <div className="emoji-picker">
      <input
        ref={field}
        type="search"
        className="field"
        placeholder="Search all emoji"
        aria-label="Search all emoji"
        value={part}
        onChange={(event) => setPart(event.target.value.replaceAll(":", "").trim())}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !found[0]) return;
          event.preventDefault();
          onPick(found[0].name);
        }}
      />
      <ul>
        {found.map(({ name, char }) => (
          <li key={name}>
            <button
              type="button"
              aria-label={name.replaceAll("_", " ")}
              title={`:${name}:`}
              onClick={() => onPick(name)}
            >
              {char}
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="tools-note">No emoji is called “{part}”.</p>}
    </div>
  );
}
