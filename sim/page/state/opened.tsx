import { createContext, type ReactNode, useContext, useMemo, useState } from "react";

interface Opened {
  has(key: string): boolean;
  toggle(key: string): void;
}

const OpenedContext = createContext<Opened>({ has: () => false, toggle: () => {} });
const ScopeContext = createContext("");

/** Remembers which plans are open, above the messages, so that an update or a change of channel does not close them. */
export function OpenedProvider({ children }: { children: ReactNode }) {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const opened = useMemo(
    () => ({
      has: (key: string) => keys.has(key),
      toggle: (key: string) =>
        setKeys((before) => {
          const after = new Set(before);
          if (!after.delete(key)) after.add(key);
          return after;
        }),
    }),
    [keys],
  );
  return <OpenedContext value={opened}>{children}</OpenedContext>;
}

/** Everything inside belongs to this message (its ts) or view (its id). */
export function OpenedScope({ of, children }: { of: string; children: ReactNode }) {
  return <ScopeContext value={of}>{children}</ScopeContext>;
}

/** Whether a block of the surrounding message is open. A new block id is a new block, and starts closed. */
export function useOpened(blockId: string): [isOpen: boolean, toggle: () => void] {
  const opened = useContext(OpenedContext);
  const key = `${useContext(ScopeContext)} ${blockId}`;
  return [opened.has(key), () => opened.toggle(key)];
}
