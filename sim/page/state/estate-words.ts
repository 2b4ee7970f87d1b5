import type { FaultOrder } from "./estate-wire.ts";

/** The services of the catalogue as people call them. */
const serviceNames: Record<string, string> = {
  isb: "ISB",
  events: "ISB's events",
  slack: "Slack",
  sts: "STS",
  secretsmanager: "Secrets Manager",
  identitystore: "Identity Store",
  "sso-admin": "Identity Center",
  sso: "Access portal",
  organizations: "Organizations",
  cloudformation: "CloudFormation",
  sqs: "SQS",
  ce: "Cost Explorer",
  billing: "Billing",
  "sso-oidc": "SSO OIDC",
};

export const nameOfService = (service: string): string => serviceNames[service] ?? service;

/** `90_000` → "90 s"; whole minutes, hours and days by their names. */
export function durationWords(ms: number): string {
  const units = [
    [86_400_000, "d"],
    [3_600_000, "h"],
    [60_000, "min"],
    [1_000, "s"],
  ] as const;
  const [size, unit] = units.find(([each]) => ms >= each * 1.5 || ms === each) ?? [1_000, "s"];
  return `${Math.round(ms / size)} ${unit}`;
}

/** A fault on one line: "ISB: 503, GET /leases, next 2 calls". */
export function faultWords({ service, operation, kind, times, forMs }: FaultOrder): string {
  const often = times === undefined ? "every call" : times === 1 ? "next call" : `next ${times} calls`;
  const till = forMs === undefined ? "" : `, ordered for ${durationWords(forMs)}`;
  return `${nameOfService(service)}: ${kind}${operation ? `, ${operation}` : ""}, ${often}${till}`;
}

/** `identity-center-down` → "Identity Center down". */
export function titleOf(name: string): string {
  const words = name
    .replaceAll("-", " ")
    .replace(/\bisb\b/g, "ISB")
    .replace(/\baws\b/g, "AWS")
    .replace("identity center", "Identity Center")
    .replace(/\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/, (day) => day.charAt(0).toUpperCase() + day.slice(1));
  return words.charAt(0).toUpperCase() + words.slice(1);
}
