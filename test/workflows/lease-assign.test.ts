import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { workspace } from "../../sim/people.ts";
import { jwtSecretName } from "../../sim/world/constants.ts";
import { createIdentityCenter } from "../../src/clients/identity-center/create-identity-center.ts";
import { createIsb } from "../../src/clients/isb/create-isb.ts";
import type { Isb, IsbActor } from "../../src/clients/isb/isb.ts";
import { createJwtSecret } from "../../src/clients/secrets/secrets-manager-jwt-secret.ts";
import { minutes } from "../../src/domain/duration.ts";
import type { Role } from "../../src/domain/role.ts";
import type { Requester } from "../../src/jobs/job.ts";
import { leaseAssign } from "../../src/workflows/lease-assign/lease-assign.ts";
import { startEstate } from "../clients/estate.ts";
import { personOf } from "../commands/house.ts";
import { createMemoryTable } from "../fakes/memory-table.ts";
import { createDrivenJob } from "../jobs/driven-job.ts";

const log = { debug() {}, info() {}, warn() {}, error() {} };

const asker = (who: string, role: Role): Requester => {
  const { slackId, identityId, email, name } = personOf(who);
  return { slackId, teamId: workspace.teamId, identityId: identityId ?? "", email, name, role };
};

/** A lease assign for user2 on the local estate, whose every step the test decides. */
const openAssign = async () => {
  const estate = await startEstate();
  const clock = estate.botClock;
  const secret = createJwtSecret({ ...estate.place, secretId: jwtSecretName, clock, log });
  const isb = await createIsb({ baseUrl: estate.isbUrl, dialect: "auto", secret, clock, log, version: "0" });
  const identityCenter = createIdentityCenter({ ...estate.place, clock });
  const world = { role: "manager" as Role, asked: [] as IsbActor[] };
  const watched: Isb = {
    ...isb,
    as(actor) {
      world.asked.push(actor);
      return isb.as(actor);
    },
  };
  const workflow = leaseAssign({
    isb: watched,
    identityCenter,
    approversFor: async () => [],
    roleNow: async () => world.role,
    limits: { approvalWaitDays: 14, provisioningMinutes: 30, accessMinutes: 5 },
    sso: { namespace: "ndx", startUrl: "https://d-estate.awsapps.com/start", region: "us-west-2", permissionSet: "-" },
  });
  const job = createDrivenJob(createMemoryTable());
  return { estate, isb, world, workflow, job };
};

type Assign = Awaited<ReturnType<typeof openAssign>>;

const askFor = async ({ job, workflow }: Assign, template: string, requester: Requester): Promise<void> => {
  const { identityId, email, name } = asker("user2", "user");
  await job.create(workflow, {
    requester,
    input: { template, forPerson: { identityId, email, displayName: name }, self: false },
  });
  await job.drive(workflow);
  expect((await job.record()).state).toBe("failed");
};

describe("a lease assign for somebody else", () => {
  let assign: Assign;
  beforeEach(async () => {
    assign = await openAssign();
  });
  afterEach(() => assign.estate[Symbol.asyncDispose]());

  it("reads nothing with a role that its asker has lost since", async () => {
    const { job, workflow, world } = assign;
    await askFor(assign, "no-such-template", asker("manager1", "manager"));
    expect(world.asked).toHaveLength(1);
    world.role = "user";
    await job.retry(workflow);
    await job.drive(workflow);
    expect(world.asked).toHaveLength(1);
    expect(await job.view(workflow)).toMatchObject({ state: "failed", problem: { code: "role-too-low" } });
  });

  it("reads as no more than its asker is now, nor was when they asked", async () => {
    const { job, workflow, world } = assign;
    await askFor(assign, "no-such-template", asker("admin1", "admin"));
    world.role = "admin";
    await job.retry(workflow);
    await job.drive(workflow);
    expect(world.asked.map(({ roles }) => roles)).toEqual([["Manager"], ["Admin"]]);
  });

  it("that goes on long after its person was checked checks them again before it asks ISB for the lease", async () => {
    const { estate, isb, job, workflow } = assign;
    const post = { service: "isb", operation: "POST /leases", kind: "waf-403", times: 1 };
    await estate.control("fault", post);
    await askFor(assign, "empty-sandbox", asker("manager1", "manager"));
    expect((await job.record()).problem?.code).toBe("isb-blocked");
    // Meanwhile they have got as many as they may have.
    await estate.control("config", { maxLeasesPerUser: 1 });
    const user2 = isb.as({ email: personOf("user2").email, roles: ["User"] });
    const { items } = await user2.listTemplates();
    const { uuid } = items.find(({ name }) => name === "empty-sandbox") ?? { uuid: "" };
    await user2.requestLease({ templateUuid: uuid });
    // ISB would be asked, and fail in its own way.
    await estate.control("fault", post);
    await job.clock.advance(minutes(10));
    await job.retry(workflow);
    await job.drive(workflow);
    expect(await job.view(workflow)).toMatchObject({
      state: "failed",
      problem: { code: "lease-limit", message: "This person holds 1 of at most 1 leases." },
    });
  });
});
