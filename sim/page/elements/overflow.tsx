import type { Option, Overflow } from "@slack/types";
import { Dots } from "../components/icons.tsx";
import { Plain } from "../text/mrkdwn.tsx";
import { useConfirm } from "./confirm.tsx";
import { Failure } from "./failure.tsx";
import { Floating } from "./floating.tsx";
import { Menu } from "./menu.tsx";
import { type Standing, useSurface } from "./surface.tsx";
import { useOpener } from "./use-opener.ts";

/** The three-dot menu. Arrow keys move, Enter chooses, Escape closes. */
export function OverflowElement({ element, at }: { element: Overflow; at: Standing }) {
  const surface = useSurface();
  const confirm = useConfirm(element.confirm);
  const opener = useOpener("menu");
  const choose = (option: Option) =>
    confirm.ask(() => {
      const url = "url" in option ? option.url : undefined;
      if (url) window.open(url, "_blank", "noopener,noreferrer");
      void surface.press(at.blockId, element, { selected_option: option });
    });

  return (
    <span className="element">
      <button
        {...opener.button}
        type="button"
        className="button button-icon"
        aria-label="More actions"
        disabled={surface.isBusy(at.blockId, element)}
      >
        <Dots />
      </button>
      {opener.isOpen && (
        <Floating {...opener.floating}>
          <Menu
            label="More actions"
            entries={element.options.map((option) => ({
              key: option.value ?? option.text.text,
              text: <Plain text={option.text.text} />,
              choose: () => choose(option),
            }))}
            onChosen={opener.close}
          />
        </Floating>
      )}
      <Failure blockId={at.blockId} element={element} />
      {confirm.dialog}
    </span>
  );
}
