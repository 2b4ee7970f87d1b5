/** Trouble that can be ordered, by whom it befalls and kind: what then happens, in a sentence for people. */

const aws = {
  throttle: "Refuses as too many requests.",
  error: "Answers with an internal failure.",
  down: "Closes the connection without an answer.",
  slow: "Answers after ten seconds of the world, or after delayMs.",
  "lost-reply": "Does what was asked, and closes the connection without an answer.",
} as const;

/** What the ISB API's gateway can do to a call. */
const gateway = {
  "504-then-done": "The gateway gives up after 29 s; the handler goes on and does it.",
  "504-rolled-back": "The gateway gives up after 29 s, and nothing is done.",
  down: "Closes the connection without an answer.",
  "503": "The gateway is unavailable.",
  "500": "The handler fails before it does anything.",
  "429": "The stage's rate is used up.",
  slow: "Answers after ten seconds of the world, or after delayMs.",
  "lost-reply": "Does what was asked, and closes the connection without an answer.",
  "waf-403": "The firewall refuses the call.",
  "502": "The handler runs to the end of its 60 s and is ended: the gateway answers 502, and nothing is done.",
  "config-invalid": "ISB's configuration cannot be read: the authoriser crashes.",
} as const;

export const faultCatalogue = {
  isb: {
    ...gateway,
    "provisioning-fails": "A blueprint's deployment fails.",
    "provisioning-hangs": "A blueprint's deployment never ends: it counts as failed at its time-out.",
    "cleanup-fails": "A cleanup run fails, and the account goes to Quarantine.",
    "cleanup-pass-fails": "One pass of a cleanup run fails: the run goes on and takes longer.",
    "cleanup-hangs": "A cleanup run ends after twelve hours without a word, and the account stays in CleanUp.",
    "grant-fails": "Identity Center refuses an assignment: in the middle of a lease's start, or of a registration.",
    "revoke-fails": "Identity Center refuses to remove access: in the middle of a terminate or a freeze.",
    "move-throttled": "Organizations refuses ISB's move of an account as too many requests, five times.",
    "move-conflicts": "Organizations refuses ISB's move of an account because something else moves, five times.",
  },
  events: {
    lost: "An event on ISB's bus reaches nobody.",
    doubled: "An event on ISB's bus is heard twice.",
    late: "An event on ISB's bus is heard five minutes later, or after delayMs.",
  },
  separator: {
    deaf: "The billing separator never hears of an account that became Available.",
    "hears-twice":
      "The billing separator hears twice of an account that became Available: a waived hold comes after all.",
    "no-schedule": "The billing separator holds an account and cannot write when to release it: it is held for ever.",
  },
  slack: {
    "429": "Slack's rate for the method is used up: Retry-After 3 s.",
    error: "The method answers internal_error and does nothing.",
    "lost-reply": "The method does what was asked, and the connection closes without an answer.",
    down: "The connection closes, and nothing is done.",
    slow: "The method answers five real seconds later, or after delayMs.",
    "delivery-lost": "A command or click never reaches the app.",
    "delivery-doubled": "A command, click or event reaches the app twice.",
    "delivery-late": "A command, click or event reaches the app two real seconds later, or after delayMs.",
  },
  sts: aws,
  secretsmanager: aws,
  identitystore: aws,
  "sso-admin": aws,
  sso: aws,
  organizations: aws,
  cloudformation: aws,
  sqs: aws,
  ce: aws,
  billing: aws,
  "sso-oidc": aws,
  "console-control": aws,
} as const satisfies Record<string, Record<string, string>>;

export type FaultService = keyof typeof faultCatalogue;

/** The AWS services, whose kinds are the same. */
export type AwsService = Exclude<FaultService, "isb" | "events" | "separator" | "slack">;
export const awsServices = (Object.keys(faultCatalogue) as FaultService[]).filter(
  (name): name is AwsService => !["isb", "events", "separator", "slack"].includes(name),
);

export const awsFaultKinds = Object.keys(aws);
export const gatewayFaultKinds = Object.keys(gateway);
