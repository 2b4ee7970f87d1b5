import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from "react";
import { Floating } from "./floating.tsx";

/** Asks for the address of a link, under the button that was pressed. */
export function LinkBox(props: {
  anchor: RefObject<HTMLElement | null>;
  onSave(url: string): void;
  onDismiss(): void;
}) {
  const [url, setUrl] = useState("https://");
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const isValid = URL.canParse(url) && /^(https?|mailto):./.test(url);
  useEffect(() => input.current?.focus(), []);
  const save = () => isValid && props.onSave(url);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    // The form around it must not be sent by this Enter.
    event.preventDefault();
    save();
  };
  return (
    <Floating anchor={props.anchor} id={id} minWidthPx={280} onDismiss={props.onDismiss}>
      <div className="link-box">
        <label htmlFor={`${id}-url`}>Link</label>
        <input
          ref={input}
          id={`${id}-url`}
          className="field"
          type="text"
          inputMode="url"
          autoComplete="off"
          value={url}
          onChange={(event) => setUrl(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <button type="button" className="button button-primary" aria-disabled={!isValid || undefined} onClick={save}>
          Save
        </button>
      </div>
    </Floating>
  );
}
