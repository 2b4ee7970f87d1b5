import type { Sent } from "./asked.ts";
import type { Ask, CleanUp } from "./tidy.ts";

interface Template {
  uuid: string;
  name: string;
}
interface Lease {
  leaseId: string;
  userEmail: string;
  status: string;
  originalLeaseTemplateUuid: string;
}

/** What this run's template is called, so that it is found although the answer that names its id was lost. */
export const templateName = (run: string): string => `contract-suite ${run}`;

/** How a lease that is not over is ended; ISB v1.2.14 ends one that is being provisioned in no way. */
const ends: Readonly<Record<string, Pick<Sent, "path" | "headers" | "body">>> = {
  PendingApproval: { path: "review", headers: { "Content-Type": "application/json" }, body: '{"action":"Deny"}' },
  Active: { path: "terminate" },
  Frozen: { path: "terminate" },
};
const isLive = ({ status }: Lease): boolean => status in ends || status === "Provisioning";

/** A gateway that gave up lets its handler go on: what it was asked may be seen only at a later look. */
const looks = 3;

/** Ends every lease of this run's template and deletes it. An account that was leased goes through ISB's cleanup. */
export const cleanUpIsb: CleanUp = async (ask, { run = "", made }) => {
  const name = templateName(run);
  for (let look = 1; ; look += 1) {
    const templates = await allOf<Template>(ask, "/leaseTemplates");
    const leases = await allOf<Lease>(ask, "/leases");
    if (templates === undefined || leases === undefined)
      return [`perhaps a template named "${name}" and its leases: ISB does not list them`];
    const ours = templates.filter((template) => template.name === name);
    const ids = new Set([...ours.map(({ uuid }) => uuid), ...(made === undefined ? [] : [made])]);
    const live = leases.filter((lease) => ids.has(lease.originalLeaseTemplateUuid) && isLive(lease));
    if (live.length + ours.length === 0) return [];
    if (look > looks)
      return [
        ...live.map(({ leaseId, userEmail, status }) => `the lease ${leaseId} of ${userEmail}, ${status}`),
        ...ours.map(({ uuid }) => `the lease template ${uuid}, "${name}"`),
      ];
    for (const { leaseId, status } of live) {
      const end = ends[status];
      if (end) await ask("admin", { method: "POST", ...end, path: `/leases/${leaseId}/${end.path}` });
    }
    // Its leases are found by it, so that it goes last.
    if (live.length === 0)
      for (const { uuid } of ours) await ask("admin", { method: "DELETE", path: `/leaseTemplates/${uuid}` });
  }
};

/** Every item of a list, page by page; undefined when a page does not come. */
async function allOf<T>(ask: Ask, path: string): Promise<T[] | undefined> {
  const items: T[] = [];
  for (let next: string | null | undefined = ""; next !== undefined && next !== null; ) {
    const query: string = next === "" ? "" : `?pageIdentifier=${encodeURIComponent(next)}`;
    const came = await ask("admin", { method: "GET", path: `${path}${query}` });
    const { data } = (came instanceof Error ? {} : (came.body ?? {})) as {
      data?: { result?: T[]; nextPageIdentifier?: string | null };
    };
    if (!data?.result) return undefined;
    items.push(...data.result);
    next = data.nextPageIdentifier;
  }
  return items;
}
