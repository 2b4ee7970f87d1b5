import { useEffect, useState } from "react";
import { readPermalink } from "./permalink.ts";

/** Who one is and what one looks at; it is in the address, so that several tabs can be several people. */
export interface Route {
  user?: string;
  /** A channel id, or one of the places below. */
  place?: string;
  /** The ts of an open thread's first message. */
  thread?: string;
  /** The ts of a message to be shown and pointed at. */
  at?: string;
}

/** The app's Home tab, what it says about itself, and the traffic in a tab of its own. */
export const home = "home";
export const about = "about";
export const traffic = "traffic";

/** A part of an address. What is no right encoding is taken as it stands: then there is no such person or place. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function read(): Route {
  const [path = "", query] = location.hash.split("?");
  const [, as, user, place, thread] = path.split("/").map(decoded);
  if (as !== "as" || !user) return readPermalink(location.href, location.origin) ?? {};
  const at = new URLSearchParams(query).get("at");
  return { user, ...(place ? { place } : {}), ...(thread ? { thread } : {}), ...(at ? { at } : {}) };
}

/** The address of a route: `#/as/U0USER1/C0GENERAL/1763705000.000100?at=1763705060.000200`. */
export function addressOf({ user, place, thread, at }: Route): string {
  const path = ["as", user, place, thread].filter((part) => part !== undefined).join("/");
  return `#/${path}${at ? `?at=${at}` : ""}`;
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
