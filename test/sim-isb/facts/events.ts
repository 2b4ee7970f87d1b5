import { expect } from "vitest";
import type { BusEvent } from "../../../sim/world/shapes.ts";
import type { Estate } from "../estate.ts";
import { minutes } from "../estate.ts";
import { eventsOf, facts, hours, order } from "./fact.ts";
import { leased } from "./lease.ts";
import { account, accountStatus, moveByHand } from "./pool.ts";

const key = { userEmail: "user1@example.gov.uk", uuid: expect.any(String) };
const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/);
const any = expect.anything();
const act = async (estate: Estate, id: string, action: string, body?: unknown) =>
  (await estate.manager()).post(`/leases/${id}/${action}`, body);
const retry = async (estate: Estate, id: string = account.failed) =>
  (await estate.admin()).post(`/accounts/${id}/retryCleanup`);
/** Moves the clock on, a quarter minute at a time, until an event of a type is on the bus. */
async function untilTold(estate: Estate, type: string): Promise<void> {
  for (let step = 0; eventsOf(estate, type).length === 0; step++) {
    if (step > 200) throw new Error(`no ${type} came`);
    await estate.clock.advance(15_000);
  }
}
/** The same event about an account nobody knows, which the lifecycle Lambda cannot handle. */
const unknownAccount = (event: BusEvent): BusEvent => ({
  ...event,
  id: "a-copy",
  detail: { ...event.detail, accountId: "999999999999" },
});
/** The time from one drift scan to past the next. */
const oneScan = hours(6) + minutes(31);

/** Every event of ISB a client may hear: what brings it about, and the whole of its detail. */
const details: Record<string, readonly [(estate: Estate) => Promise<unknown>, unknown]> = {
  LeaseRequested: [
    async (estate) => {
      const leaseTemplateUuid = estate.template("data-lab").uuid;
      await (await estate.user()).post("/leases", { leaseTemplateUuid, comments: "please" });
    },
    { leaseId: key, userEmail: key.userEmail, requiresManualApproval: true, comments: "please" },
  ],
  LeaseApproved: [(estate) => leased(estate), { leaseId: uuid, userEmail: key.userEmail, approvedBy: "AUTO_APPROVED" }],
  LeaseDenied: [
    async (estate) => act(estate, (await leased(estate, { template: "data-lab" })).id, "review", { action: "Deny" }),
    { leaseId: uuid, userEmail: key.userEmail, deniedBy: "manager1@example.gov.uk" },
  ],
  LeaseFrozen: [
    async (estate) => act(estate, (await leased(estate)).id, "freeze"),
    { leaseId: key, accountId: any, reason: { type: "ManuallyFrozen", comment: any } },
  ],
  LeaseUnfrozen: [
    async (estate) => {
      const { id } = await leased(estate);
      await act(estate, id, "freeze");
      await act(estate, id, "unfreeze");
    },
    { leaseId: key, accountId: any, maxBudget: 50, leaseDurationInHours: 24, reason: any },
  ],
  LeaseTerminated: [
    async (estate) => act(estate, (await leased(estate)).id, "terminate"),
    { leaseId: key, accountId: any, reason: { type: "ManuallyTerminated" } },
  ],
  LeaseProvisioningFailed: [
    async (estate) => {
      estate.template("council-chatbot").requiresApproval = true;
      const { id } = await leased(estate, { template: "council-chatbot" });
      order(estate, "provisioning-fails");
      await act(estate, id, "review", { action: "Approve" });
      await estate.clock.advance(minutes(4));
    },
    { leaseId: key, accountId: any, blueprintName: "council-chatbot" },
  ],
  LeaseBudgetThresholdAlert: [
    async (estate) => {
      (await leased(estate)).lease.budgetThresholds = [{ dollarsSpent: 0.01, action: "ALERT" }];
      await estate.clock.advance(hours(1) + minutes(1));
    },
    {
      leaseId: key,
      accountId: any,
      budget: 50,
      totalSpend: any,
      budgetThresholdTriggered: 0.01,
      actionRequested: "ALERT",
    },
  ],
  LeaseDurationThresholdAlert: [
    async (estate) => {
      await leased(estate);
      await estate.clock.advance(hours(21));
    },
    { leaseId: key, accountId: any, triggeredDurationThreshold: 4, leaseDurationInHours: 24, actionRequested: "ALERT" },
  ],
  LeaseFreezingThresholdAlert: [
    async (estate) => {
      (await leased(estate)).lease.durationThresholds = [{ hoursRemaining: 20, action: "FREEZE_ACCOUNT" }];
      await estate.clock.advance(hours(5));
    },
    {
      leaseId: key,
      accountId: any,
      reason: { type: "Expired", triggeredDurationThreshold: 20, leaseDurationInHours: 24 },
    },
  ],
  LeaseBudgetExceeded: [
    async (estate) => {
      (await leased(estate)).lease.totalCostAccrued = 51;
      await estate.clock.advance(hours(1) + minutes(1));
    },
    { leaseId: key, accountId: any, budget: 50, totalSpend: any },
  ],
  LeaseExpired: [
    async (estate) => {
      await leased(estate);
      await estate.clock.advance(hours(25) + minutes(1));
    },
    { leaseId: key, accountId: any, leaseExpirationDate: any },
  ],
  CleanAccountRequest: [(estate) => retry(estate), { accountId: account.failed, reason: "RETRY_FAILED_CLEANUP" }],
  AccountCleanupSucceeded: [
    async (estate) => {
      await retry(estate);
      await estate.clock.advance(minutes(20));
    },
    {
      accountId: account.failed,
      reason: "RETRY_FAILED_CLEANUP",
      cleanupExecutionContext: { stateMachineExecutionArn: any, stateMachineExecutionStartTime: any },
    },
  ],
  AccountCleanupFailed: [
    async (estate) => {
      order(estate, "cleanup-fails");
      await retry(estate);
      await estate.clock.advance(minutes(20));
    },
    { accountId: account.failed, reason: "RETRY_FAILED_CLEANUP", cleanupExecutionContext: any },
  ],
  AccountQuarantined: [
    async (estate) => {
      moveByHand(estate, account.outside, "Active");
      await estate.clock.advance(oneScan);
    },
    { awsAccountId: account.outside, reason: expect.stringMatching(/^Drift Detected: .*Active/) },
  ],
  AccountDriftDetected: [
    async (estate) => {
      moveByHand(estate, account.available, "Exit");
      await estate.clock.advance(2 * oneScan);
    },
    { accountId: account.available, actualOu: "Exit", expectedOu: "Available" },
  ],
  BlueprintDeploymentRequest: [
    (estate) => leased(estate, { template: "council-chatbot" }),
    {
      ...{ blueprintId: uuid, leaseId: uuid, userEmail: key.userEmail, accountId: any, stackSetId: any },
      ...{ blueprintName: "council-chatbot", regions: ["us-west-2"], regionConcurrencyType: "SEQUENTIAL" },
      ...{ deploymentTimeoutMinutes: 30, maxConcurrentPercentage: 100, failureTolerancePercentage: 0 },
      concurrencyMode: "STRICT_FAILURE_TOLERANCE",
    },
  ],
  BlueprintDeploymentSucceeded: [
    async (estate) => {
      await leased(estate, { template: "council-chatbot" });
      await estate.clock.advance(minutes(4));
    },
    { leaseId: key, blueprintId: uuid, accountId: any, operationId: any, duration: any },
  ],
  BlueprintDeploymentFailed: [
    async (estate) => {
      order(estate, "provisioning-fails");
      await leased(estate, { template: "council-chatbot" });
      await estate.clock.advance(minutes(4));
    },
    { leaseId: key, blueprintId: uuid, accountId: any, operationId: any, errorType: any, errorMessage: any },
  ],
};

export const events = [
  ...facts("9 events", {
    ...Object.fromEntries(
      Object.entries(details).map(([type, [bringAbout, detail]]) => [
        `${type} has exactly these fields, its leaseId of this type`,
        async (estate: Estate) => {
          await bringAbout(estate);
          expect(eventsOf(estate, type)).toContainEqual(detail);
        },
      ]),
    ),
    "the source is ISB's namespace, but for the cleanups' results": async (estate) => {
      await retry(estate);
      await estate.clock.advance(minutes(20));
      const sources = estate.world.events.map((event) => [event["detail-type"], event.source]);
      expect(Object.fromEntries(sources)).toEqual({
        CleanAccountRequest: "InnovationSandbox-ndx",
        AccountCleanupSucceeded: "account-cleaner",
      });
    },
    "an assignment and an approval at once send no LeaseRequested": async (estate) => {
      await leased(estate);
      expect(eventsOf(estate, "LeaseRequested")).toEqual([]);
    },
    "with a blueprint LeaseApproved comes after the deployment": async (estate) => {
      await leased(estate, { template: "council-chatbot" });
      await estate.clock.advance(minutes(2));
      expect(eventsOf(estate, "LeaseApproved")).toEqual([]);
      await estate.clock.advance(minutes(2));
      expect(eventsOf(estate, "LeaseApproved")).toHaveLength(1);
    },
    "LeaseTerminated comes after CleanAccountRequest, and why it ended is its reason": async (estate) => {
      const { id } = await leased(estate);
      await act(estate, id, "terminate");
      expect(estate.world.events.slice(-2).map((event) => event["detail-type"])).toEqual([
        "CleanAccountRequest",
        "LeaseTerminated",
      ]);
    },
    "a budget's or a time's end has its figures in LeaseTerminated, an eject only its name": async (estate) => {
      const { lease } = await leased(estate);
      lease.totalCostAccrued = 51;
      await (await estate.admin()).post(`/accounts/${account.leased}/eject`);
      await estate.clock.advance(hours(1) + minutes(1));
      expect(eventsOf(estate, "LeaseTerminated").map(({ reason }) => reason)).toEqual([
        { type: "Ejected" },
        { type: "BudgetExceeded", budget: 50, totalSpend: expect.any(Number) },
      ]);
    },
    "the reason of a cleanup tells a new account from a used one": async (estate) => {
      const { id } = await leased(estate);
      await act(estate, id, "terminate");
      await (await estate.admin()).post("/accounts", { awsAccountId: account.inEntry });
      expect(eventsOf(estate, "CleanAccountRequest").map(({ reason }) => reason)).toEqual([
        "LEASE_TERMINATION",
        "ACCOUNT_REGISTRATION",
      ]);
    },
    "nothing tells that an account became Available, was registered or was ejected": async (estate) => {
      await retry(estate);
      await (await estate.admin()).post("/accounts/100000000001/eject");
      await estate.clock.advance(minutes(20));
      expect(await accountStatus(estate, account.failed)).toBe("Available");
      expect([...new Set(estate.world.events.map((event) => event["detail-type"]))]).toEqual([
        "CleanAccountRequest",
        "AccountCleanupSucceeded",
      ]);
    },
    "of several thresholds passed at once only the furthest is told": async (estate) => {
      const { lease } = await leased(estate);
      lease.budgetThresholds = [
        { dollarsSpent: 0.01, action: "ALERT" },
        { dollarsSpent: 0.02, action: "ALERT" },
      ];
      await estate.clock.advance(hours(1) + minutes(1));
      expect(eventsOf(estate, "LeaseBudgetThresholdAlert").map((event) => event.budgetThresholdTriggered)).toEqual([
        0.02,
      ]);
    },
  }),
  ...facts("9 the lifecycle Lambda's queue", {
    "an event it cannot handle holds up all others for four minutes, then is given up": async (estate) => {
      await Promise.all([retry(estate), retry(estate)]);
      const second = await leased(estate);
      await act(estate, second.id, "terminate");
      await estate.clock.advance(minutes(40));
      expect(estate.world.state.isb.deadLetters.map((event) => event.detail.accountId)).toEqual([account.failed]);
      expect(await accountStatus(estate, second.accountId)).toBe("Available");
    },
    "what waits behind it is handled late": async (estate) => {
      const { isb } = estate.world.state;
      estate.world.publish({ detailType: "AccountCleanupSucceeded", detail: { accountId: account.available } });
      moveByHand(estate, account.failed, "CleanUp");
      const record = isb.accounts.find(({ awsAccountId }) => awsAccountId === account.failed);
      Object.assign(record ?? {}, { status: "CleanUp" });
      estate.world.publish({ detailType: "AccountCleanupSucceeded", detail: { accountId: account.failed } });
      await estate.clock.advance(minutes(3));
      expect(await accountStatus(estate, account.failed)).toBe("CleanUp");
      await estate.clock.advance(minutes(2));
      expect(await accountStatus(estate, account.failed)).toBe("Available");
    },
    "a copy that comes within five minutes is handled once": async (estate) => {
      await retry(estate);
      await untilTold(estate, "AccountCleanupSucceeded");
      const event = estate.world.events.at(-1);
      if (!event) throw new Error("no event");
      estate.world.later("event-heard", 1_000, { event });
      await estate.clock.advance(minutes(10));
      expect(estate.world.state.isb.deadLetters).toEqual([]);
      expect(await accountStatus(estate, account.failed)).toBe("Available");
    },
  }),
  ...facts(
    "9 the lifecycle Lambda's queue",
    {
      "an event that was lost leaves its account in CleanUp for good": async (estate) => {
        await retry(estate);
        await untilTold(estate, "AccountCleanupSucceeded");
        const { timers } = estate.world.state;
        timers.splice(0, timers.length, ...timers.filter(({ kind }) => kind !== "event-heard"));
        await estate.clock.advance(hours(30));
        expect(await accountStatus(estate, account.failed)).toBe("CleanUp");
      },
      "an event that waited longer than the queue keeps it is given up unhandled": async (estate) => {
        await retry(estate);
        await untilTold(estate, "AccountCleanupSucceeded");
        const event = estate.world.events.at(-1);
        if (!event) throw new Error("no event");
        estate.world.state.isb.lifecycleQueue.push({
          event: unknownAccount(event),
          sentAt: estate.clock.now(),
          tries: 0,
        });
        await estate.clock.advance(minutes(20));
        expect(await accountStatus(estate, account.failed)).toBe("CleanUp");
      },
    },
    { delays: { eventDeliveryMs: minutes(1), lifecycleRetentionMs: minutes(1) } },
  ),
];
