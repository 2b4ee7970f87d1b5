import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { jobMark } from "../../src/domain/job-mark.ts";
import { whileTimePasses } from "../clients/estate.ts";
import { gist, type House, openHouse } from "./house.ts";

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const templateUuid = async (name: string): Promise<string> => {
  const { items } = await house.isb.as({ email: "admin1@example.gov.uk", roles: ["Admin"] }).listTemplates();
  const found = items.find((template) => template.name === name);
  if (found === undefined) throw new Error(`no template ${name}`);
  return found.uuid;
};

/** A request that waits, asked for as `email`, with a job of theirs named in it. */
const request = async (email: string, comments?: string): Promise<string> => {
  const lease = await house.isb
    .as({ email, roles: ["User"] })
    .requestLease({ templateUuid: await templateUuid("data-lab"), ...(comments === undefined ? {} : { comments }) });
  return lease.uuid;
};

const stored = (uuid: string) => house.estate.world.state.isb.leases.find((lease) => lease.uuid === uuid);

describe("a review", () => {
  it("approves in the manager's own name and rings the job that waits for it", async () => {
    const started = await house.ask("user1", "assign data-lab");
    const jobId = started.kind === "started" ? started.jobId : "";
    const uuid = await request("user1@example.gov.uk", `please ${jobMark(jobId)}`);
    const reply = await house.ask("manager1", `lease review ${uuid.slice(0, 8)} approve`);
    expect(gist(reply)).toBe(`answer: *Approved:* data-lab for user1@example.gov.uk, lease \`${uuid.slice(0, 8)}\`.`);
    expect(stored(uuid)).toMatchObject({ approvedBy: "manager1@example.gov.uk" });
    expect((await house.store.get(jobId))?.nudged).toBe(true);
  });

  it("denies", async () => {
    const uuid = await request("user1@example.gov.uk");
    expect(gist(await house.ask("admin1", `review ${uuid} deny`))).toMatch(/^answer: \*Denied:\*/);
    expect(stored(uuid)?.status).toBe("ApprovalDenied");
  });

  it("given twice by the same person is said to stand already; another's decision is told from one's own", async () => {
    const uuid = await request("user1@example.gov.uk");
    await house.ask("manager1", `review ${uuid} approve`);
    expect(gist(await house.ask("manager1", `review ${uuid} approve`))).toMatch(/^answer: \*Approved before:\*/);
    expect(gist(await house.ask("admin1", `review ${uuid} approve`))).toBe("refused: lease-not-pending");
    expect(gist(await house.ask("manager1", `review ${uuid} deny`))).toBe("refused: lease-not-pending");
  });

  it("is refused to whoever asked for it through a job, though ISB names somebody else", async () => {
    const started = await house.ask("manager1", "assign data-lab --user user1@example.gov.uk");
    const jobId = started.kind === "started" ? started.jobId : "";
    const uuid = await request("user1@example.gov.uk", jobMark(jobId));
    expect(gist(await house.ask("manager1", `review ${uuid} approve`))).toBe("refused: own-request");
    expect(gist(await house.ask("admin1", `review ${uuid} approve`))).toMatch(/^answer/);
  });

  it("whose answer was lost is looked up rather than reported as failed", async () => {
    const uuid = await request("user1@example.gov.uk");
    await house.estate.control("fault", {
      service: "isb",
      operation: "POST /leases/{leaseId}/review",
      kind: "lost-reply",
      times: 1,
    });
    expect(gist(await house.ask("manager1", `review ${uuid} approve`))).toMatch(/^answer: \*Approved:\*/);
    expect(stored(uuid)?.approvedBy).toBe("manager1@example.gov.uk");
  });

  it("reads the groups afresh: a role taken away a moment ago does not decide", async () => {
    const uuid = await request("user1@example.gov.uk");
    expect(gist(await house.ask("manager1", "whoami"))).toContain("manager");
    const { identity } = house.estate.world.state;
    const managers = identity.groups.find((group) => group.displayName === "ndx_IsbManagersGroup");
    identity.memberships = identity.memberships.filter((membership) => membership.groupId !== managers?.groupId);
    expect(gist(await house.ask("manager1", `review ${uuid} approve`))).toBe("refused: role-too-low");
    expect(stored(uuid)?.status).toBe("PendingApproval");
  });
});

describe("when ISB has trouble", () => {
  it("maintenance is named, not taken for a bad token", async () => {
    await house.estate.control("config", { maintenanceMode: true });
    expect(gist(await house.ask("user1", "lease list"))).toBe("refused: maintenance");
    expect(gist(await house.ask("admin1", "lease list --all"))).toMatch(/^answer/);
  });

  it("maintenance stops a decision too, also an admin's, whom ISB would let through", async () => {
    const uuid = await request("user1@example.gov.uk");
    await house.estate.control("config", { maintenanceMode: true });
    const reply = await house.ask("admin1", `lease review ${uuid} approve`);
    expect(reply).toMatchObject({ kind: "refused", problem: { code: "maintenance" } });
    expect(stored(uuid)?.status).toBe("PendingApproval");
    await house.estate.control("config", { maintenanceMode: false });
    expect(gist(await house.ask("admin1", `lease review ${uuid} approve`))).toMatch(/^answer: \*Approved:\*/);
  });

  it("ISB being down is told as that", async () => {
    await house.estate.control("fault", { service: "isb", kind: "down", times: 50 });
    const reply = await whileTimePasses(house.estate, house.ask("user1", "lease list"));
    expect(gist(reply)).toBe("refused: isb-unavailable");
  });

  it("Identity Center being down refuses everything, and nobody is let through on what was remembered for a change", async () => {
    expect(gist(await house.ask("user1", "lease list"))).toMatch(/^answer/);
    await house.estate.control("fault", { service: "identitystore", kind: "error", times: 100 });
    expect(gist(await whileTimePasses(house.estate, house.ask("user2", "whoami")))).toBe(
      "refused: identity-unavailable",
    );
    expect(gist(await house.ask("user1", "lease list"))).toMatch(/^answer/);
    expect(gist(await whileTimePasses(house.estate, house.ask("user1", "assign empty-sandbox")))).toBe(
      "refused: identity-unavailable",
    );
  });

  it("eight characters that fit two leases are answered with both", async () => {
    const [first, second] = [await request("user1@example.gov.uk"), await request("user1@example.gov.uk")];
    const twin = stored(second);
    if (twin) twin.uuid = `${first.slice(0, 8)}${second.slice(8)}`;
    const reply = await house.ask("user1", `lease show ${first.slice(0, 8)}`);
    expect(reply).toMatchObject({ kind: "refused", problem: { code: "bad-input" } });
    expect(reply.kind === "refused" && reply.problem.next).toContain(`${first.slice(0, 8)}${second.slice(8)}`);
    expect(gist(await house.ask("user1", `lease show ${first}`))).toMatch(/^answer/);
  });

  it("anything unforeseen becomes a reference that the log knows too", async () => {
    house.context.templates.list = () => Promise.reject(new TypeError("secret detail"));
    const reply = await house.ask("user1", "lease templates");
    expect(reply).toMatchObject({ kind: "refused", problem: { code: "unexpected" } });
    expect(reply.kind === "refused" && reply.problem.message).toContain("ref-1");
    expect(reply.kind === "refused" && reply.problem.message).not.toContain("secret detail");
    expect(house.logged).toContainEqual(
      expect.objectContaining({ level: "error", context: expect.objectContaining({ reference: "ref-1" }) }),
    );
  });
});
