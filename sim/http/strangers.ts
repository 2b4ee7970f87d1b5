import type { IncomingHttpHeaders } from "node:http";

/** What is looked at of a request, and the port it came to. */
interface Arrival {
  headers: IncomingHttpHeaders;
  localPort: number | undefined;
}

const ownNames = ["127.0.0.1", "localhost", "[::1]"];

/**
 * Why a request comes from a stranger, in a sentence; undefined when it does not. Any page that somebody has open can
 * send requests to this machine, even by a name that leads here (DNS rebinding); a browser says whose page it is in
 * `Host` and `Origin` (fetch.spec.whatwg.org/#origin-header). Programs send no Origin.
 */
export function strangeness({ headers: { host, origin }, localPort }: Arrival): string | undefined {
  const own = ownNames.map((name) => new URL(`http://${name}:${localPort}`).host);
  if (host === undefined || !own.includes(host.toLowerCase())) {
    return `Host is ${host ?? "missing"}; this answers to ${own.join(", ")} only.`;
  }
  if (origin === undefined || origin === `http://${host}`) return undefined;
  return `Origin is ${origin}; only a page of http://${host} itself may ask this.`;
}

/**
 * The same for a control route, whose body must be JSON besides: a page of elsewhere has to ask first whether it may send
 * that (fetch.spec.whatwg.org/#cors-safelisted-request-header), and is told no.
 */
export function controlRefusal(arrival: Arrival): string | undefined {
  const { "content-type": type, "content-length": length = "0", "transfer-encoding": coding } = arrival.headers;
  const isEmpty = length === "0" && coding === undefined;
  const isJson = /^application\/json\s*(;|$)/i.test(type ?? "");
  const isWrong = !isEmpty && !isJson;
  return (
    strangeness(arrival) ??
    (isWrong ? `The body is ${type ?? "of no type"}; send it as Content-Type: application/json.` : undefined)
  );
}
