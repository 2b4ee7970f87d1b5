import { useRef, useState } from "react";
import { interact, type Outcome, type Place, suggest } from "../api.ts";
import { initialState } from "../elements/initial-state.ts";
import type { Identified, Surface } from "../elements/surface.tsx";
import type { ElementState, StateValues } from "../wire.ts";

interface Options {
  place: Place;
  user: string;
  errors?: Record<string, string>;
  /** Everything filled in on this surface, so that a dispatched action carries it. */
  valuesOf(stateOf: Surface["stateOf"]): StateValues;
  /** Something in this block was changed by the person. */
  onEdit?(blockId: string): void;
}

/** The names of a click that failed, in the words Slack uses where it has them. */
function failureText(outcome: Outcome): string {
  const error = outcome.error ?? "unknown_error";
  return /timeout|timed?_?out|not_?respond/i.test(error)
    ? "This app is not responding."
    : `This did not work (${error}).`;
}

/** Keeps what is filled in on one message or view. State survives an update as long as block id and action id stay. */
export function useSurfaceState({ place, user, errors = {}, valuesOf, onEdit }: Options): Surface {
  const [states, setStates] = useState<Record<string, ElementState>>({});
  const [busy, setBusy] = useState<string>();
  const [failed, setFailed] = useState<{ key: string; text: string }>();
  // The latest of everything, for calls that run after the render they were made in.
  const latest = useRef({ states, place, valuesOf });
  latest.current = { states, place, valuesOf };

  const keyOf = (blockId: string, element: Identified) => `${blockId} ${element.action_id ?? ""} ${element.type}`;
  const stateOf: Surface["stateOf"] = (blockId, element) =>
    latest.current.states[keyOf(blockId, element)] ?? initialState(element);
  const send = async (blockId: string, element: Identified, detail: Partial<ElementState>) => {
    const key = keyOf(blockId, element);
    setBusy(key);
    setFailed(undefined);
    const action = { ...detail, type: element.type, action_id: element.action_id ?? "", block_id: blockId };
    const outcome = await interact(latest.current.place, user, action, latest.current.valuesOf(stateOf));
    setBusy((current) => (current === key ? undefined : current));
    if (!outcome.ok) setFailed({ key, text: failureText(outcome) });
    return outcome;
  };
  return {
    kind: "viewId" in place ? "view" : "message",
    stateOf,
    change: (blockId, element, state, dispatch) => {
      const key = keyOf(blockId, element);
      latest.current.states = { ...latest.current.states, [key]: state };
      setStates(latest.current.states);
      onEdit?.(blockId);
      if (dispatch) void send(blockId, element, state);
    },
    press: send,
    suggest: (blockId, element, query) =>
      suggest(latest.current.place, { user, block_id: blockId, action_id: element.action_id ?? "", value: query }),
    failureOf: (blockId, element) => (failed?.key === keyOf(blockId, element) ? failed.text : undefined),
    isBusy: (blockId, element) => busy === keyOf(blockId, element),
    errorOf: (blockId) => errors[blockId],
  };
}
