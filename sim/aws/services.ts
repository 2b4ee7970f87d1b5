import type { HttpRequest } from "../http/server.ts";
import type { AwsService } from "../world/fault-catalogue.ts";
import { identityStore } from "./identity-store.ts";
import type { Input, Operations } from "./operation.ts";
import { secretsManager } from "./secrets-manager.ts";
import { ssoAdmin } from "./sso-admin.ts";
import { sts } from "./sts.ts";
import { jsonWire, queryWire, type Wire } from "./wire.ts";

/** A service that takes signed requests. */
export interface SignedService {
  name: Exclude<AwsService, "sso">;
  /** Its name in a signature's scope: SSO Admin signs as `sso`. */
  signingName: string;
  operations: Operations;
  wire: Wire;
}

/** A request understood so far: which service, which operation, which input. */
export interface Called {
  service: SignedService;
  operation: string;
  input: () => Input;
}

const jsonServices: Readonly<Record<string, SignedService>> = {
  secretsmanager: {
    name: "secretsmanager",
    signingName: "secretsmanager",
    operations: secretsManager,
    wire: jsonWire,
  },
  AWSIdentityStore: {
    name: "identitystore",
    signingName: "identitystore",
    operations: identityStore,
    wire: jsonWire,
  },
  SWBExternalService: {
    name: "sso-admin",
    signingName: "sso",
    operations: ssoAdmin,
    wire: jsonWire,
  },
};

const stsService: SignedService = { name: "sts", signingName: "sts", operations: sts, wire: queryWire };

/** Reads a request's service from what its protocol puts first: a target header, or a form with an Action. */
export function readCall(request: HttpRequest): Called | undefined {
  const target = request.headers["x-amz-target"];
  if (typeof target === "string") {
    const [prefix = "", operation = ""] = target.split(".");
    const service = jsonServices[prefix];
    return service && { service, operation, input: () => (request.body ? (JSON.parse(request.body) as Input) : {}) };
  }
  const form = new URLSearchParams(request.method === "GET" ? request.query : request.body);
  const operation = form.get("Action");
  if (operation === null) return undefined;
  return { service: stsService, operation, input: () => Object.fromEntries(form) };
}
