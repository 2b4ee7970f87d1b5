/** An error as an AWS service answers it; how it looks on the wire, its status included, is the wire's to say. */
export class AwsError extends Error {
  override readonly name = "AwsError";
  readonly code: string;
  /** Further members of the error's shape. */
  readonly members: Record<string, unknown>;

  constructor(code: string, message: string, members: Record<string, unknown> = {}) {
    super(message);
    this.code = code;
    this.members = members;
  }
}

/** How an error common to all services is written: its status, and its other name in the Query protocol. */
interface CommonError {
  status: number;
  query?: { code: string; status: number };
}

/** Errors any service may answer though its model does not say so ("Common Error Types" of each service's API Reference). */
export const commonErrors: Readonly<Record<string, CommonError>> = {
  AccessDenied: { status: 403 },
  AccessDeniedException: { status: 400, query: { code: "AccessDenied", status: 403 } },
  // The access portal's, which its model leaves out.
  ForbiddenException: { status: 403 },
  UnauthorizedException: { status: 401 },
  ExpiredTokenException: { status: 400, query: { code: "ExpiredToken", status: 403 } },
  IncompleteSignatureException: { status: 400, query: { code: "IncompleteSignature", status: 400 } },
  InternalError: { status: 500 },
  InternalFailure: { status: 500 },
  InternalServerException: { status: 500, query: { code: "InternalFailure", status: 500 } },
  InvalidParameterValue: { status: 400 },
  InvalidSignatureException: { status: 400, query: { code: "SignatureDoesNotMatch", status: 403 } },
  MissingAuthenticationTokenException: { status: 400, query: { code: "MissingAuthenticationToken", status: 403 } },
  MissingParameter: { status: 400 },
  SerializationException: { status: 400, query: { code: "MalformedInput", status: 400 } },
  ThrottlingException: { status: 400, query: { code: "Throttling", status: 400 } },
  TooManyRequestsException: { status: 429 },
  UnknownOperationException: { status: 400, query: { code: "InvalidAction", status: 400 } },
  UnrecognizedClientException: { status: 400, query: { code: "InvalidClientTokenId", status: 403 } },
  ValidationException: { status: 400, query: { code: "ValidationError", status: 400 } },
};
