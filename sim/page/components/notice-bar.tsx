import { useEffect } from "react";
import type { Server } from "../state/use-server.ts";
import { Close } from "./icons.tsx";

/** How long a flashed line stays, in real ms. */
const staysMs = 8_000;

/** Lines Slack's own client would flash up, and whether the connection is down. */
export function NoticeBar({ server }: { server: Server }) {
  const { notice, dismissNotice, connected } = server;
  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(dismissNotice, staysMs);
    return () => clearTimeout(timer);
  }, [notice, dismissNotice]);
  return (
    <div className="notices" role="status">
      {!connected && <div className="notice notice-offline">Not connected to the local Slack. Trying again…</div>}
      {notice && (
        <div className="notice">
          <span>{notice}</span>
          <button type="button" aria-label="Dismiss" onClick={dismissNotice}>
            <Close size={14} />
          </button>
        </div>
      )}
    </div>
  );
}
