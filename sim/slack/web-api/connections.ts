import type { SocketMode } from "../delivery/socket-mode.ts";
import { SlackError } from "../slack-error.ts";
import type { Methods } from "./method.ts";

/** How an app gets a socket; `socketMode` is absent when the app takes signed HTTP. */
export function connections(socketMode: SocketMode | undefined): Methods {
  return {
    "apps.connections.open": {
      // 1 on its old page and in the Java SDK; the new page says 3.
      tier: 3,
      token: "app",
      errors: ["socket_mode_not_enabled"],
      run({ parts }) {
        if (socketMode === undefined) throw new SlackError("socket_mode_not_enabled");
        return { url: `${parts.url.replace(/^http/, "ws")}${socketMode.issuePath()}` };
      },
    },
  };
}
