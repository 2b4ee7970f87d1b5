import type { LeaseKey } from "../../domain/lease-key.ts";
import type { IsbRole } from "../../domain/role.ts";
import type { Capabilities } from "./capabilities.ts";
import type { IsbConfiguration } from "./configuration.ts";
import type { Lease } from "./lease.ts";
import type { LeaseTemplate } from "./lease-template.ts";

/** In whose name ISB is asked. ISB writes the email into its records and looks nobody up (ISB v1.2.14, API middleware). */
export interface IsbActor {
  email: string;
  roles: readonly IsbRole[];
}

/** A whole list, pages followed to the end. ISB leaves records out that it cannot read itself; `incomplete` then says so. */
export interface Listing<T> {
  items: T[];
  incomplete?: string;
}

export interface LeaseAsk {
  templateUuid: string;
  /** At most 1000 characters. */
  comments?: string;
  /** Given: an assignment, approved at once whatever the template says. Absent: a request for the actor, to which approval rules apply. */
  forEmail?: string;
}

export type Review = "Approve" | "Deny";

/** ISB's API, asked in one person's name. Every call rejects with a `Problem` and nothing else. */
export interface IsbSession {
  configuration(): Promise<IsbConfiguration>;
  /** In no order. Without Manager or Admin, PRIVATE templates are absent. */
  listTemplates(): Promise<Listing<LeaseTemplate>>;
  /** In no order. With no role but User, ISB refuses unless `userEmail` is the actor's own. */
  listLeases(filter?: { userEmail?: string }): Promise<Listing<Lease>>;
  /** undefined: ISB says it is not there. Rejects when ISB could not tell. */
  getLease(key: LeaseKey): Promise<Lease | undefined>;
  /** The lease as ISB answered: an expiry may still be missing, and `userEmail` is spelled as ISB stores it. Never tried twice. */
  requestLease(ask: LeaseAsk): Promise<Lease>;
  /** Never tried twice. */
  reviewLease(key: LeaseKey, action: Review): Promise<void>;
}

/** ISB 1.2 signs with a shared secret, ISB 1.3 with SigV4; ids, paging and configuration differ too. */
export type IsbDialectName = "1.2" | "1.3";

/** An Innovation Sandbox. Ask `can`, never the version, when something depends on it. */
export interface Isb {
  readonly dialect: IsbDialectName;
  readonly can: Capabilities;
  as(actor: IsbActor): IsbSession;
}
