import { z } from "zod";
import { exactly, oneOf } from "../../input.ts";
import { troubleNames } from "../troubles.ts";

/** Names and account ids are of two digits. */
const count = z.int().min(0).max(60);
const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** Leases that are there from the start, one after the other for the scenario's own people. */
const leaseShape = exactly({
  template: z.string(),
  state: oneOf("state of a lease at the start", ["Active", "PendingApproval"]),
  count: z.int().min(1).max(30).default(1),
  /** World hours since it was asked for. */
  hoursAgo: z.number().min(0).default(1),
});

/** A file of `sim/scenarios`. What it leaves out is as in every world. */
export const scenarioShape = exactly({
  says: z.string().min(10),
  /** The world begins at the last such moment, in London. */
  time: exactly({
    day: oneOf("day", days),
    at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "wants a time such as 09:30."),
  }).optional(),
  speed: z.number().positive().optional(),
  /** So many people more, in Slack and in ISB's users: person01@example.gov.uk and so on. */
  people: count.default(0),
  /** How many pool accounts stand in an OU; further ones are made where those of every world do not do. */
  accounts: exactly({ Available: count.optional(), Quarantine: count.optional() }).default({}),
  leases: z.array(leaseShape).default([]),
  configuration: exactly({
    maintenanceMode: z.boolean().optional(),
    maxLeasesPerUser: z.int().positive().optional(),
    maxBudget: z.number().positive().optional(),
    maxDurationHours: z.number().positive().optional(),
  }).default({}),
  separator: z.enum(["none", "hold", "eject"]).optional(),
  troubles: z.array(oneOf("trouble", troubleNames)).default([]),
});

export type ScenarioTime = NonNullable<z.infer<typeof scenarioShape>["time"]>;
export type ScenarioLeases = z.infer<typeof leaseShape>;

/** What a world begins with, by name. */
export interface Scenario extends z.infer<typeof scenarioShape> {
  name: string;
}

export const weekdays: readonly string[] = days;
