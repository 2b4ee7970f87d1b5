import { createContext, type ReactNode, useContext, useMemo, useState } from "react";

/** What is shown beside Slack in a drawer of its own: Slack's Activity, and the estate's tools, which are no part of Slack. */
export const panels = ["activity", "traffic", "world", "phone"] as const;
export type PanelName = (typeof panels)[number];

interface Panel {
  open: PanelName | undefined;
  /** Shows a panel, or none. */
  show(panel: PanelName | undefined): void;
}

const PanelContext = createContext<Panel>({ open: undefined, show: () => {} });
const key = "panel";

/** Remembers which panel is open in this tab, also when the page is read again. */
export function PanelProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(() => panels.find((name) => name === sessionStorage.getItem(key)));
  const panel = useMemo(
    () => ({
      open,
      show(next: PanelName | undefined) {
        if (next) sessionStorage.setItem(key, next);
        else sessionStorage.removeItem(key);
        setOpen(next);
      },
    }),
    [open],
  );
  return <PanelContext value={panel}>{children}</PanelContext>;
}

export const usePanel = () => useContext(PanelContext);
