import { json } from "../http/json.ts";
import type { HttpResponse } from "../http/server.ts";

const gatewayAnswer = (status: number, body: unknown, errorType: string): HttpResponse =>
  json(status, body, { "x-amzn-errortype": errorType });

/** What API Gateway and the WAF in front of it answer themselves. None of these is JSend: they have no `status`. */
export const gatewayAnswers = {
  unauthorized: gatewayAnswer(401, { message: "Unauthorized" }, "UnauthorizedException"),
  explicitDeny: gatewayAnswer(
    403,
    { Message: "User is not authorized to access this resource with an explicit deny" },
    "AccessDeniedException",
  ),
  noSuchRoute: gatewayAnswer(403, { message: "Missing Authentication Token" }, "MissingAuthenticationTokenException"),
  throttled: gatewayAnswer(429, { message: "Too Many Requests" }, "TooManyRequestsException"),
  timedOut: gatewayAnswer(504, { message: "Endpoint request timed out" }, "InternalServerErrorException"),
  handlerEnded: gatewayAnswer(502, { message: "Internal server error" }, "InternalServerErrorException"),
  authoriserCrashed: gatewayAnswer(500, { message: null }, "AuthorizerConfigurationException"),
  unavailable: gatewayAnswer(503, { message: "Service Unavailable" }, "ServiceUnavailableException"),
  wafForbidden: gatewayAnswer(403, { message: "Forbidden" }, "ForbiddenException"),
  wafRate: json(429, { message: "Too many requests" }),
} as const;
