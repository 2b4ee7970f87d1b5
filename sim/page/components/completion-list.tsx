import type { Completions } from "./completions.ts";
import { Slash } from "./icons.tsx";

/** The list above the composer. The composer keeps the focus and moves the active line. */
export function CompletionList(props: {
  id: string;
  completions: Completions;
  active: number;
  onPick(index: number): void;
}) {
  const { id, completions, active } = props;
  return (
    <div className="completions">
      <div className="completions-head">{completions.label}</div>
      <div id={id} role="listbox" aria-label={completions.label}>
        {completions.items.map((item, index) => (
          // The keyboard is handled by the composer that owns this list (aria-activedescendant).
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above
          // biome-ignore lint/a11y/useFocusableInteractive: see above
          <div
            key={item.key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            className={index === active ? "completion active" : "completion"}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => props.onPick(index)}
          >
            {item.title.startsWith("/") && (
              <span className="completion-mark">
                <Slash size={16} />
              </span>
            )}
            {item.mark && <span aria-hidden="true">{item.mark}</span>}
            <span className="completion-text">
              <span>
                <strong>{item.title}</strong> <span className="completion-aside">{item.aside}</span>
              </span>
              {item.description && <span className="completion-description">{item.description}</span>}
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}
