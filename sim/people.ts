/** Who works here: the same people in Slack and, unless said otherwise, in Identity Center. */
export interface Person {
  /** Slack user id. */
  slackId: string;
  email: string;
  name: string;
  /** IANA zone, as Slack's `users.info` gives it. */
  tz: string;
  /** ISB groups this person is in, by display name. */
  groups: readonly string[];
  /** Identity Center user id; absent for people who are only in Slack. */
  identityId?: string;
  guest?: boolean;
  /** A person of another organisation, seen through Slack Connect. */
  external?: boolean;
}

export const groups = {
  users: "ndx_IsbUsersGroup",
  managers: "ndx_IsbManagersGroup",
  admins: "ndx_IsbAdminsGroup",
  preapproved: "ndx-IsbPreapprovedGroup",
} as const;

const london = "Europe/London";

export const people: readonly Person[] = [
  {
    slackId: "U0ADMIN1",
    email: "admin1@example.gov.uk",
    name: "Admin One",
    tz: london,
    groups: [groups.admins, groups.users],
    identityId: "11111111-0000-4000-8000-000000000001",
  },
  {
    slackId: "U0ADMIN2",
    email: "admin2@example.gov.uk",
    name: "Admin Two",
    tz: london,
    groups: [groups.admins, groups.users],
    identityId: "11111111-0000-4000-8000-000000000002",
  },
  {
    slackId: "U0MANAGER1",
    email: "manager1@example.gov.uk",
    name: "Manager One",
    tz: london,
    groups: [groups.managers, groups.users],
    identityId: "11111111-0000-4000-8000-000000000003",
  },
  {
    slackId: "U0MANAGER2",
    email: "manager2@example.gov.uk",
    name: "Manager Two",
    tz: "Asia/Kolkata",
    groups: [groups.managers, groups.users],
    identityId: "11111111-0000-4000-8000-000000000004",
  },
  {
    slackId: "U0USER1",
    email: "user1@example.gov.uk",
    name: "User One",
    tz: london,
    groups: [groups.users],
    identityId: "11111111-0000-4000-8000-000000000005",
  },
  {
    slackId: "U0USER2",
    email: "user2@example.gov.uk",
    name: "User Two",
    tz: "America/New_York",
    groups: [groups.users],
    identityId: "11111111-0000-4000-8000-000000000006",
  },
  {
    slackId: "U0USER3",
    email: "user3@example.gov.uk",
    name: "User Three",
    tz: london,
    groups: [groups.users],
    identityId: "11111111-0000-4000-8000-000000000007",
  },
  {
    slackId: "U0OUTSIDER",
    email: "outsider@example.gov.uk",
    name: "Outsider",
    tz: london,
    groups: [],
    identityId: "11111111-0000-4000-8000-000000000008",
  },
  { slackId: "U0GUEST", email: "guest@example.org", name: "Guest", tz: london, groups: [], guest: true },
  {
    slackId: "U0EXTERNAL",
    email: "external@partner.example.org",
    name: "External Person",
    tz: london,
    groups: [],
    external: true,
  },
];

/** The workspace and the app in it. The tokens open nothing but this estate. */
export const workspace = {
  teamId: "T0ESTATE",
  teamName: "Estate",
  externalTeamId: "T0PARTNER",
  appId: "A0ISB",
  botId: "B0ISB",
  botUserId: "U0ISBBOT",
  botName: "isb",
  botToken: "xoxb-estate-bot",
  appToken: "xapp-estate-app",
  signingSecret: "estate-signing-secret",
  channels: [
    { id: "C0ISBOPS", name: "isb-ops", private: false, botIsMember: true },
    { id: "C0GENERAL", name: "general", private: false, botIsMember: true },
    { id: "C0RANDOM", name: "random", private: false, botIsMember: false },
    { id: "G0SECRET", name: "secret-plans", private: true, botIsMember: false },
    { id: "C0SHARED", name: "shared-with-partner", private: false, botIsMember: true, shared: true },
  ],
} as const;
