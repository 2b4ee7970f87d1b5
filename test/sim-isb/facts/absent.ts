/** A fact a client could meet, and why the estate does not have it. */
export interface AbsentFact {
  section: string;
  says: string;
  because: string;
}

const absent = (section: string, rows: Record<string, string>): AbsentFact[] =>
  Object.entries(rows).map(([says, because]) => ({ section, says, because }));

/** What the estate leaves out on purpose. */
export const absentFacts: readonly AbsentFact[] = [
  ...absent("1 base URL and transport", {
    "the same API is reached through the web app's CloudFront under /api":
      "The estate has no web app; a bot is told the API's own address.",
    "an edge-optimised endpoint may write header names in its own way": "What it does is not known for certain.",
  }),
  ...absent("1 WAF", {
    "the IP reputation list and the list of anonymous addresses block some callers":
      "Every caller of the estate comes from this machine.",
    "the rest of the AWS common rule set":
      "Its rules are not public in detail; those a bot is likely to meet are here.",
  }),
  ...absent("2 token", {
    "the secret is encrypted with ISB's own key, so that reading it needs kms:Decrypt":
      "The estate checks no IAM permissions; the deployed bot's are held by a test of its stack.",
  }),
  ...absent("2 gateway-level answers", {
    "the key of a Deny may be message or Message":
      "It depends on API Gateway's mood; the estate always says Message, and no client may read it.",
  }),
  ...absent("2 web login", {
    "a person signs in through SAML": "The estate has no browser side of ISB, so a callback never holds an assertion.",
  }),
  ...absent("3 envelope, paging, encoding", {
    "the order of a full list changes from scan to scan": "It follows a hash of the key, so that runs can be repeated.",
  }),
  ...absent("3 generic error codes", {
    "a throttled call takes exponential waits with jitter":
      "The estate draws one wait of 5 to 14 s for all five tries.",
  }),
  ...absent("4 fields returned", {
    "the table drops what is over up to two days after its ttl": "Here it is gone at the next hourly run.",
  }),
  ...absent("4 POST /leases", {
    "two requests can pick the same account, and one of them then fails":
      "Handlers of the estate run one after the other; order move-conflicts to see the failure.",
    "the limit per user can be passed by two requests at once": "For the same reason.",
  }),
  ...absent("4 POST /leases/{leaseId}/terminate", {
    "access is removed at one assignment a second, which makes the answer slow":
      "A leased account has one assignment; order slow to see a slow answer.",
  }),
  ...absent("6 cleanup run", {
    "a pass of CodeBuild is ended after 60 min": "No pass of the estate takes that long.",
  }),
  ...absent("9 events", {
    "GroupCostReportGenerated and its failure come once a month": "Nothing about leases or accounts follows from them.",
    "an event can be lost, doubled or late": "Ordered as trouble of the bus, which is not ISB's part of the estate.",
    "LeaseTerminated can carry an older cost than LeaseBudgetExceeded":
      "The estate's monitor has written the new cost before anybody hears of it.",
  }),
  ...absent("10 claims checked", {
    "what older scripts and guides say of the API":
      "They are claims about it, not answers of it; what is true stands above.",
  }),
  ...absent("11 OpenAPI file and handlers", {
    "the OpenAPI file differs from what handlers answer": "The estate follows the handlers, and serves no such file.",
  }),
];
