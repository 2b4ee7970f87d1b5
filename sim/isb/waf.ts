import { BlockList } from "node:net";
import type { Clock } from "../clock.ts";
import type { HttpRequest, HttpResponse } from "../http/server.ts";
import { gatewayAnswers } from "./gateway-answers.ts";

/** AWS common rule set: URI paths over 1,024 bytes are blocked. */
const longestPathBytes = 1_024;
/** AWS common rule set: bodies that look like remote file inclusion, or like reaching for instance metadata. */
const forbiddenBody = /(?:https?|ftps?|file):\/\/(?:\d{1,3}\.){3}\d{1,3}|169\.254\.169\.254/i;
const windowMs = 60_000;

/** ISB v1.2.14, stack parameter `AllowedListedIPRanges`: by default every IPv4 address, and no IPv6 one. */
export const everyIPv4: readonly string[] = ["0.0.0.0/1", "128.0.0.0/1"];

function addressSet(ranges: readonly string[]): BlockList {
  const set = new BlockList();
  for (const range of ranges) {
    const [network = "", prefix] = range.split("/");
    set.addSubnet(network, Number(prefix));
  }
  return set;
}

/**
 * The WAF before ISB v1.2.14's stage. The rate rule counts requests of one forwarded address in 60 s of world time:
 * whoever polls by the estate's clock polls `speed` times as often as in the real world.
 */
export function createWaf({
  clock,
  requestsPerMinute,
  allowedRanges = everyIPv4,
}: {
  clock: Clock;
  requestsPerMinute: number;
  /** IPv4 ranges in CIDR form. */
  allowedRanges?: readonly string[];
}) {
  const allowed = addressSet(allowedRanges);
  const seen = new Map<string, number[]>();

  const overRate = (address: string): boolean => {
    const since = clock.now() - windowMs;
    const recent = (seen.get(address) ?? []).filter((at) => at > since);
    recent.push(clock.now());
    seen.set(address, recent);
    return recent.length > requestsPerMinute;
  };

  return {
    /** The block a request meets, if any. The first forwarded address counts, whoever wrote it. */
    check(request: HttpRequest): HttpResponse | undefined {
      const forwarded = String(request.headers["x-forwarded-for"] ?? request.remoteAddress);
      const address = forwarded.split(",")[0]?.trim() ?? "";
      if (!allowed.check(address, "ipv4")) return gatewayAnswers.wafForbidden;
      if (overRate(address)) return gatewayAnswers.wafRate;
      if (!request.headers["user-agent"]) return gatewayAnswers.wafForbidden;
      if (Buffer.byteLength(request.path) > longestPathBytes) return gatewayAnswers.wafForbidden;
      if (forbiddenBody.test(request.body)) return gatewayAnswers.wafForbidden;
      return undefined;
    },
    reset: () => seen.clear(),
  };
}
