import { EmojiPicker } from "./emoji-picker.tsx";
import { Smile } from "./icons.tsx";
import { PopupButton } from "./popup.tsx";

/** A button to choose an emoji by name; the window goes with the choice. */
export function EmojiButton(props: {
  label: string;
  className?: string;
  /** A key that presses it while its message has the focus. */
  shortKey?: string;
  sizePx?: number;
  onPick(name: string): void;
}) {
  const { sizePx = 16, onPick, ...button } = props;
  return (
    <PopupButton {...button} mark={<Smile size={sizePx} />}>
      {(close) => (
        <EmojiPicker
          onPick={(name) => {
            close();
            onPick(name);
          }}
        />
      )}
    </PopupButton>
  );
}
