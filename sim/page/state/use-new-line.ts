import { useRef } from "react";
import type { Message } from "../wire.ts";

/** The ts of the first message that was new when the reader came; it stays where it is while they read on. */
export function useNewLine(known: {
  user: string;
  messages: readonly Message[];
  isLoaded: boolean;
  /** The ts of the last message they saw before; undefined when they never were here. */
  readUpTo: string | undefined;
}): string | undefined {
  const { user, messages, isLoaded, readUpTo } = known;
  const line = useRef<{ ts: string | undefined }>(undefined);
  if (!line.current && isLoaded) {
    const first = readUpTo && messages.find((each) => each.ts > readUpTo && each.user !== user);
    line.current = { ts: first ? first.ts : undefined };
  }
  return line.current?.ts;
}
