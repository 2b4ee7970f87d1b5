import type { HttpRequest } from "../http/server.ts";
import type { AwsService } from "../world/fault-catalogue.ts";
import { billing } from "./billing.ts";
import { cloudformation } from "./cloudformation.ts";
import { consoleControl } from "./console-control.ts";
import { costExplorer } from "./cost-explorer.ts";
import { identityStore } from "./identity-store/identity-store.ts";
import { modelOf } from "./model/model.ts";
import type { Operations } from "./operation.ts";
import { organizations } from "./organizations/organizations.ts";
import { secretsManager } from "./secrets-manager.ts";
import { sqs } from "./sqs/sqs.ts";
import { ssoAdmin } from "./sso-admin/sso-admin.ts";
import { ssoOidc } from "./sso-oidc.ts";
import { ssoPortal } from "./sso-portal.ts";
import { sts } from "./sts.ts";

/** What shows who calls: an AWS signature, a token of the access portal, or nothing. */
export type Proof = "signature" | "portal-token" | "none";

export interface Service {
  proof: Proof;
  operations: Operations;
  /** Whether it listens in one region alone, and so takes signatures for that one. */
  regional?: boolean;
}

/** Every AWS service of the estate. */
export const services: Readonly<Record<AwsService, Service>> = {
  sts: { proof: "signature", operations: sts },
  secretsmanager: { proof: "signature", operations: secretsManager, regional: true },
  identitystore: { proof: "signature", operations: identityStore, regional: true },
  "sso-admin": { proof: "signature", operations: ssoAdmin, regional: true },
  sso: { proof: "portal-token", operations: ssoPortal },
  "sso-oidc": { proof: "none", operations: ssoOidc },
  organizations: { proof: "signature", operations: organizations },
  cloudformation: { proof: "signature", operations: cloudformation, regional: true },
  sqs: { proof: "signature", operations: sqs, regional: true },
  ce: { proof: "signature", operations: costExplorer },
  billing: { proof: "signature", operations: billing },
  "console-control": { proof: "signature", operations: consoleControl },
};

const names = Object.keys(services) as AwsService[];

/** A request understood so far. */
export interface Called {
  name: AwsService;
  service: Service;
  operation: string;
}

const called = (name: AwsService, operation: string): Called => ({ name, service: services[name], operation });

const byTarget = new Map(names.map((name) => [modelOf(name).targetPrefix, name] as const));

/** REST operations by method and path. */
const byPath = new Map(
  names.flatMap((name) =>
    Object.entries(modelOf(name).operations).flatMap(([operation, { http }]) =>
      http ? [[`${http.method} ${http.requestUri}`, called(name, operation)] as const] : [],
    ),
  ),
);

/** The service a signature is scoped to: what tells Query services apart once they share an address. */
const scopedTo = (request: HttpRequest): string | undefined =>
  /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? "")?.[1];

/** Reads a request's service and operation from what its protocol puts first: a path, a target header, a form's Action. */
export function readCall(request: HttpRequest): Called | undefined {
  const rest = byPath.get(`${request.method} ${request.path}`);
  if (rest) return rest;
  const target = request.headers["x-amz-target"];
  if (typeof target === "string") {
    const [prefix = "", operation = ""] = target.split(".");
    const name = byTarget.get(prefix);
    return name && called(name, operation);
  }
  const form = new URLSearchParams(request.method === "GET" ? request.query : request.body);
  const operation = form.get("Action");
  if (operation === null) return undefined;
  const scope = scopedTo(request);
  return called(names.find((name) => name === scope && modelOf(name).protocol === "query") ?? "sts", operation);
}
