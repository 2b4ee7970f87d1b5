import { useEffect, useState } from "react";
import { readPermalink } from "./permalink.ts";

/** Who one is and what one looks at; it is in the address, so that several tabs can be several people. */
export interface Route {
  user?: string;
  /** A channel id, or `home` for the app's Home tab. */
  place?: string;
  /** The ts of an open thread's first message. */
  thread?: string;
}

export const home = "home";

function read(): Route {
  const [, as, user, place, thread] = location.hash.split("/").map(decodeURIComponent);
  if (as !== "as" || !user) {
    const target = readPermalink(location.href, location.origin);
    return target ? { place: target.channel, thread: target.thread } : {};
  }
  return { user, ...(place ? { place } : {}), ...(thread ? { thread } : {}) };
}

/** The address of a route: `#/as/U0USER1/C0GENERAL/1763705000.000100`. */
export function addressOf({ user, place, thread }: Route): string {
  return `#/${["as", user, place, thread].filter((part) => part !== undefined).join("/")}`;
}

export function go(route: Route): void {
  location.hash = addressOf(route);
}

/** The route in the address bar, followed as it changes. */
export function useRoute(): Route {
  const [route, setRoute] = useState(read);
  useEffect(() => {
    const onChange = () => setRoute(read());
    window.addEventListener("hashchange", onChange);
    return () => window.removeEventListener("hashchange", onChange);
  }, []);
  return route;
}
