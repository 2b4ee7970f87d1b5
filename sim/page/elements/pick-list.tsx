import { useEffect, useRef } from "react";
import { Avatar } from "../components/avatar.tsx";
import { Check } from "../components/icons.tsx";
import { Plain } from "../text/mrkdwn.tsx";
import type { Pick } from "./picks.ts";
import type { PicksOnOffer } from "./use-picks.ts";

/** The open list of a select: groups with their labels, descriptions under the options, the active line marked. */
export function PickList(props: {
  id: string;
  label: string;
  offer: PicksOnOffer;
  active: number;
  picked: readonly Pick[];
  multi: boolean;
  /** Nothing more can be picked. */
  isFull: boolean;
  onPick(pick: Pick): void;
}) {
  const { id, offer, active, picked } = props;
  const ref = useRef<HTMLDivElement>(null);
  const total = offer.groups.reduce((sum, group) => sum + group.picks.length, 0);

  useEffect(() => {
    ref.current?.querySelector(`[id="${id}-${active}"]`)?.scrollIntoView({ block: "nearest" });
  }, [id, active]);

  let index = -1;
  const line = (pick: Pick) => {
    index += 1;
    const isOn = picked.some((each) => each.value === pick.value);
    return (
      // The keyboard is handled by the combobox that owns this list (aria-activedescendant).
      // biome-ignore lint/a11y/useKeyWithClickEvents: see above
      // biome-ignore lint/a11y/useFocusableInteractive: see above
      <div
        key={pick.value}
        id={`${id}-${index}`}
        role="option"
        aria-selected={isOn}
        aria-disabled={(props.isFull && !isOn) || undefined}
        className={index === active ? "pick active" : "pick"}
        // Keeps the focus in the field.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => props.onPick(pick)}
      >
        {pick.person && <Avatar id={pick.person} name={pick.text} sizePx={20} />}
        <span className="pick-text">
          <Plain text={pick.text} />
          {pick.description && (
            <span className="pick-description">
              <Plain text={pick.description} />
            </span>
          )}
        </span>
        {isOn && <Check size={16} />}
      </div>
    );
  };
  return (
    <>
      <div
        ref={ref}
        id={`${id}-list`}
        className="pick-list"
        role="listbox"
        aria-label={props.label}
        aria-multiselectable={props.multi}
      >
        {offer.groups.map((group, at) =>
          group.label ? (
            // biome-ignore lint/a11y/useSemanticElements: a listbox takes groups of options, not a fieldset
            <div key={group.label} role="group" aria-labelledby={`${id}-group-${at}`}>
              <div className="pick-group" id={`${id}-group-${at}`} role="presentation">
                <Plain text={group.label} />
              </div>
              {group.picks.map(line)}
            </div>
          ) : (
            group.picks.map(line)
          ),
        )}
      </div>
      <div className={offer.say ? "pick-say" : "unseen"} role="status">
        {offer.say ?? `${total} result${total === 1 ? "" : "s"}`}
      </div>
    </>
  );
}
