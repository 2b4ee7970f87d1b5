import type { SignedHttp } from "../delivery/signed-http.ts";
import { disconnectReasons, type SocketMode } from "../delivery/socket-mode.ts";
import { type Json, textOf } from "../json.ts";
import type { Parts } from "../parts.ts";
import { ActError } from "../person/act-error.ts";

/** What is done to Slack itself rather than in it, by route: `POST /_control/<name>`. */
export function gearOf({
  parts,
  socketMode,
  signedHttp,
  reset,
}: {
  parts: Parts;
  socketMode: SocketMode | undefined;
  signedHttp: SignedHttp | undefined;
  reset: () => void;
}): Record<string, (body: Json) => unknown> {
  const sockets = () => {
    if (socketMode === undefined) throw new ActError("socket_mode_not_enabled");
    return socketMode;
  };
  return {
    /** Sends the very same payload again. */
    async redeliver(body) {
      const again = await parts.delivery.again(textOf(body.delivery));
      if (again === undefined) throw new ActError("delivery_not_found", 404);
      const { body: _, ...result } = { body: undefined, ...again };
      return result;
    },
    limits(body) {
      parts.limits.enabled = body.enabled !== false;
      return { ok: true, enabled: parts.limits.enabled };
    },
    /** Tells every socket to go, for one of Slack's reasons. */
    disconnect(body) {
      const asked = textOf(body.reason) || "refresh_requested";
      const reason = disconnectReasons.find((each) => each === asked);
      if (reason === undefined) throw new ActError("unknown_reason");
      return { ok: true, disconnected: sockets().disconnect(reason) };
    },
    /** A warning now, and the end some seconds later, as Slack does every few hours. */
    refresh: () => ({ ok: true, refreshed: sockets().refresh() }),
    /** The handshake of a request URL. */
    "verify-url"() {
      if (signedHttp === undefined) throw new ActError("http_not_enabled");
      return signedHttp.verify(parts.timings.ackMs);
    },
    reset() {
      reset();
      return { ok: true };
    },
  };
}
