import { accounts } from "./accounts.ts";
import { authentication } from "./authentication.ts";
import { blueprints } from "./blueprints.ts";
import { configuration } from "./configuration.ts";
import { envelope } from "./envelope.ts";
import { events } from "./events.ts";
import type { Fact } from "./fact.ts";
import { leasesAskedFor } from "./leases-asked-for.ts";
import { leasesChanged } from "./leases-changed.ts";
import { templates } from "./templates.ts";
import { transport } from "./transport.ts";

/** The sections in which ISB v1.2.14's API is described: its address, who may call, how it answers, each noun, its events. */
export const sections = [
  "1 base URL and transport",
  "1 WAF",
  "2 token",
  "2 what is checked, and where",
  "2 secret rotation",
  "2 gateway-level answers",
  "2 roles per route",
  "2 web login",
  "3 envelope, paging, encoding",
  "3 leaseId",
  "3 generic error codes",
  "4 fields returned",
  "4 state machine",
  "4 GET /leases",
  "4 POST /leases",
  "4 GET /leases/{leaseId}",
  "4 PATCH /leases/{leaseId}",
  "4 POST /leases/{leaseId}/review",
  "4 POST /leases/{leaseId}/freeze",
  "4 POST /leases/{leaseId}/unfreeze",
  "4 POST /leases/{leaseId}/terminate",
  "5 lease templates",
  "6 accounts",
  "6 account state machine",
  "6 account routes",
  "6 cleanup run",
  "6 drift monitor",
  "7 configuration and maintenance mode",
  "8 blueprints",
  "9 events",
  "9 the lifecycle Lambda's queue",
  "10 claims checked",
  "11 OpenAPI file and handlers",
] as const;

/** Every fact the estate holds. */
export const heldFacts: readonly Fact[] = [
  ...transport,
  ...authentication,
  ...envelope,
  ...leasesAskedFor,
  ...leasesChanged,
  ...templates,
  ...accounts,
  ...configuration,
  ...blueprints,
  ...events,
];
