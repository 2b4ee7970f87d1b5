import { seconds } from "../../domain/duration.ts";
import { meaningOf } from "./answer.ts";
import { type ExchangeOptions, exchange } from "./exchange.ts";
import type { IsbDialectName } from "./isb.ts";

const probeTimeoutMs = seconds(5);

/**
 * Which ISB answers here, asked without any proof: 1.2's own authorizer makes the gateway say 401, 1.3's IAM authorisation 403
 * "Missing Authentication Token" (AWS API Gateway). "unclear" when nothing or something else answers.
 */
export const probeDialect = async (
  options: Omit<ExchangeOptions, "timeoutMs">,
): Promise<IsbDialectName | "unclear"> => {
  const answer = meaningOf(
    await exchange({ ...options, timeoutMs: probeTimeoutMs }, { method: "GET", path: "/configurations" }, {}),
  );
  if (answer.kind === "denied" && answer.status === 401) return "1.2";
  return answer.kind === "no-route" ? "1.3" : "unclear";
};
