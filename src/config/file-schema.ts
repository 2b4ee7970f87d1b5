import { z } from "zod";
import { isAccountId } from "../domain/account-id.ts";
import { normaliseEmail, parseEmail } from "../domain/email.ts";
import { lanesSchema } from "./lanes.ts";

const text = z.string("a text").trim().min(1, "a text that is not empty");
const shaped = (shape: RegExp, expected: string) => z.string(expected).regex(shape, expected);

const accountId = z
  .string("12 digits in quotes, such as '123456789012'")
  .refine(isAccountId, "12 digits in quotes, such as '123456789012'");
const email = z.string("an email address").refine((value) => parseEmail(value) !== undefined, "an email address");
const count = (unit: string) => z.number(`a number of ${unit}`).positive(`more than 0 ${unit}`);

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat("en-GB", { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

const groupNames = z.array(text, "a list of group names");

const repeated = (values: readonly string[]): string | undefined =>
  values.find((value, index) => values.indexOf(value) !== index);

const link = z.strictObject({
  /** Slack user id. */
  slackId: shaped(/^[UW][A-Z0-9]{2,}$/, "a Slack user id such as U012AB3CD"),
  /** Identity Center user id. */
  identityId: text,
  /** The Slack email this link was made for: another one suspends it. */
  email: email.transform(normaliseEmail),
});

const identity = z.strictObject({
  groups: z.strictObject({
    user: groupNames.min(1, "at least one group name"),
    manager: groupNames.default([]),
    admin: groupNames.default([]),
  }),
  links: z
    .array(link)
    .default([])
    .superRefine((links, context) => {
      for (const field of ["slackId", "identityId"] as const) {
        const twice = repeated(links.map((each) => each[field]));
        if (twice !== undefined)
          context.addIssue({ code: "custom", message: `each ${field} once, but ${twice} stands twice` });
      }
    }),
  elevated: z.enum(["link", "email"], "link or email").default("link"),
  cacheMinutes: count("minutes").max(60, "at most 60 minutes").default(5),
});

/** The YAML file that ISB_CONFIG names. Unknown keys are refused. */
export const fileSchema = z.strictObject({
  namespace: shaped(/^[0-9a-zA-Z]{3,8}$/, "ISB's namespace, 3 to 8 letters and digits"),
  slack: z.strictObject({
    teamId: shaped(/^T[A-Z0-9]{2,}$/, "a Slack team id such as T012AB3CD"),
    enterpriseId: shaped(/^E[A-Z0-9]{2,}$/, "a Slack enterprise id such as E012AB3CD").exactOptional(),
    opsChannels: z
      .array(shaped(/^[CG][A-Z0-9]{2,}$/, "a Slack channel id such as C012AB3CD"), "a list of Slack channel ids")
      .min(1, "at least one Slack channel id"),
  }),
  identity,
  sso: z.strictObject({
    startUrl: z
      .url({ protocol: /^https?$/, error: "the AWS access portal's address, https://…/start" })
      .transform((url) => url.replace(/\/+$/, "")),
    /** Name of the permission set a leaseholder gets. */
    permissionSet: text,
    instanceArn: shaped(/^arn:aws[a-z-]*:sso:::instance\/.+$/, "an Identity Center instance ARN").exactOptional(),
    identityStoreId: text.exactOptional(),
    region: text,
  }),
  protectedAccounts: z.strictObject({ management: accountId, hub: accountId, identityCenter: accountId }),
  leases: z
    .strictObject({
      approvalWaitDays: count("days").default(14),
      provisioningMinutes: count("minutes").default(30),
      accessMinutes: count("minutes").default(5),
    })
    .prefault({}),
  lanes: lanesSchema,
  /** `shape`: the shape to write the table's items in, in place of what the running tasks agree on. */
  jobs: z.strictObject({ shape: z.literal([1, 2], "1 or 2").exactOptional() }).prefault({}),
  timeZone: z
    .string("an IANA time zone such as Europe/London")
    .refine(isTimeZone, "an IANA time zone such as Europe/London"),
});
export type FileConfig = z.infer<typeof fileSchema>;

/** What each part of the file is for, said beside a problem with it. */
export const neededBy: Readonly<Record<string, string>> = {
  namespace: "finding ISB's secret",
  slack: "refusing other workspaces and keeping account ids in the ops channels",
  identity: "deciding who may do what",
  sso: "console links and access",
  protectedAccounts: "keeping the organisation's own accounts out of commands that name an account, as those come",
  leases: "knowing how long a lease may take",
  jobs: "deciding how jobs lie in the table while builds change",
  lanes: "asking no outside system for more than it takes",
  timeZone: "dates in messages",
};
