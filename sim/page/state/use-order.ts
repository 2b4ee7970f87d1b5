import { useState } from "react";
import type { Outcome } from "../api.ts";

/** Sends what a person ordered: busy while it is under way, and the words of a refusal after it. */
export function useOrder(): { busy: boolean; refused: string; order(send: () => Promise<Outcome>): Promise<boolean> } {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState("");
  return {
    busy,
    refused,
    async order(send) {
      setBusy(true);
      setRefused("");
      const { ok, error } = await send();
      setBusy(false);
      const why = error ?? "no reason given";
      if (!ok) setRefused(`This was refused: ${why}${/[.?!]$/.test(why) ? "" : "."}`);
      return ok;
    },
  };
}
