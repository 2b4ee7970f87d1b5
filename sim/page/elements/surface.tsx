import { createContext, useContext } from "react";
import type { Outcome } from "../api.ts";
import type { ElementState, Suggestions } from "../wire.ts";

/** What every interactive element has. */
export interface Identified {
  type: string;
  action_id?: string;
}

/**
 * The place an element stands in: one message, one modal or one Home tab.
 * It keeps what was filled in, tells the app, and knows the field errors.
 */
export interface Surface {
  kind: "message" | "view";
  stateOf(blockId: string, element: Identified): ElementState | undefined;
  /** Keeps the new state; with `dispatch` the app is told as well (`block_actions`). */
  change(blockId: string, element: Identified, state: ElementState, dispatch: boolean): void;
  /** Tells the app of a click that leaves no state (a button, an overflow item). */
  press(blockId: string, element: Identified, detail: Partial<ElementState>): Promise<Outcome>;
  suggest(blockId: string, element: Identified, query: string): Promise<Outcome & Suggestions>;
  /** Why the last click on this element failed, for as long as nothing else was clicked. */
  failureOf(blockId: string, element: Identified): string | undefined;
  isBusy(blockId: string, element: Identified): boolean;
  errorOf(blockId: string): string | undefined;
}

const SurfaceContext = createContext<Surface | undefined>(undefined);
export const SurfaceProvider = SurfaceContext.Provider;

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error("an element needs a message or a view around it");
  return surface;
}

/** The block an element stands in, and what that means for it. */
export interface Standing {
  blockId: string;
  /** Whether a change is told to the app at once: always, except in `input` blocks without `dispatch_action`. */
  dispatch: boolean;
  /** The id that the control gets, so that a click on its label goes to it. */
  controlId?: string | undefined;
  /** Ids for the label and for the hint or error, so that a screen reader says them. */
  labelledBy?: string | undefined;
  describedBy?: string | undefined;
  invalid?: boolean | undefined;
  /** Whether the form wants something in it. */
  required?: boolean | undefined;
}
