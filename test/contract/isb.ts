import { type Asked, at, flag, list, missing, number, type Pattern, something, text } from "./asked.ts";
import { templateName } from "./isb-clean-up.ts";

/**
 * The API of ISB v1.2.14, as captured from its handlers and from API Gateway
 * (github.com/aws-solutions/innovation-sandbox-on-aws, v1.2.14). Only what cannot change anything is asked by default:
 * reads, and requests that every such server refuses.
 */

const json = { "Content-Type": "application/json" };
const nowhere = "99999999-0000-4000-8000-000000000001";
const idOf = (userEmail: unknown, uuid: unknown) => Buffer.from(JSON.stringify({ userEmail, uuid })).toString("base64");
const unknownLease = idOf("nobody@example.org", nowhere);
/** ISB leaves the id out of some answers: a client builds it from the key. */
const leaseId = (body: unknown): string | undefined => {
  const { userEmail, uuid } = ((body as { data?: Record<string, unknown> }).data ?? {}) as Record<string, unknown>;
  return userEmail && uuid ? idOf(userEmail, uuid) : undefined;
};

type Answer = Pick<Asked, "status" | "body"> & Partial<Pick<Asked, "headers" | "keeps" | "writes" | "as">>;
const get = (name: string, path: string, answer: Answer): Asked => ({
  name,
  as: "admin",
  sends: { method: "GET", path },
  ...answer,
});
const send = (method: string) => (name: string, path: string, body: unknown, answer: Answer) => ({
  name,
  as: "admin",
  sends: {
    method,
    path,
    ...(body === undefined ? {} : { headers: json, body: typeof body === "string" ? body : JSON.stringify(body) }),
  },
  ...answer,
});
const [post, put, patch, del] = [send("POST"), send("PUT"), send("PATCH"), send("DELETE")];

const done = (data: Pattern): Pattern => ({ status: "success", data });
const failed = (message: Pattern = text): Pattern => ({ status: "fail", data: { errors: [{ message }] } });
const crashed: Answer = { status: 500, body: { status: "error", message: "An unexpected error occurred." } };
const denied: Answer = { status: 403, body: { status: missing } };
const noRoute: Answer = { status: 403, body: { status: missing, message: "Missing Authentication Token" } };
const page = (result: Pattern): Pattern => done({ result: [result], nextPageIdentifier: something });
const meta = { schemaVersion: number };
const account = {
  awsAccountId: /^\d{12}$/,
  status: /^(Available|Active|CleanUp|Quarantine|Frozen)$/,
  driftAtLastScan: flag,
};
const lease = { userEmail: text, uuid: text, status: text, originalLeaseTemplateUuid: text, leaseId: text, meta };
const template = { uuid: text, name: text, requiresApproval: flag, createdBy: text, meta };

const atTheGate: Asked[] = [
  get("no token is 401", "/leases", { as: "nobody", status: 401, body: { message: "Unauthorized", status: missing } }),
  get("a token of another secret is refused before any handler", "/leases", { ...denied, as: "stranger" }),
  get("an expired token is refused before any handler", "/leases", { ...denied, as: "late" }),
  get("a token whose claims do not sit under user is refused", "/leases", { ...denied, as: "flat" }),
  get("a token without roles is refused", "/leases", { ...denied, as: "roleless" }),
  get("a token that is not signed is refused", "/leases", { ...denied, as: "unsigned" }),
  get("bearer in small letters is refused", "/leases", { ...denied, as: "lowercase" }),
  get("two spaces after Bearer are refused", "/leases", { ...denied, as: "spaced" }),
  get("no User-Agent is refused by the firewall", "/configurations", {
    as: "silent",
    status: 403,
    body: { message: "Forbidden" },
  }),
  get("one unknown role is the handler's 400", "/leaseTemplates", { as: "wizard", status: 400, body: failed() }),
  get("an email that is none is the handler's 400", "/leaseTemplates", {
    as: "addressless",
    status: 400,
    body: failed(),
  }),
  get("a Manager sees no accounts", "/accounts", { ...denied, as: "manager" }),
  get("a User sees no accounts", "/accounts", { ...denied, as: "user" }),
  get("a User sees no blueprints", "/blueprints", { ...denied, as: "user" }),
  post("a User reviews nothing", `/leases/${unknownLease}/review`, { action: "Deny" }, { ...denied, as: "user" }),
  del("there is no DELETE of a lease", `/leases/${unknownLease}`, undefined, noRoute),
  patch("there is no PATCH of all accounts", "/accounts", {}, noRoute),
  get("a path nobody defined is refused with its own text", "/nowhere/at/all", noRoute),
  post(
    "nobody may write the configuration",
    "/configurations",
    {},
    {
      status: 403,
      body: { status: missing, message: missing },
    },
  ),
  get("login status tells whether the secret is current", "/auth/login/status", {
    status: 200,
    body: { authenticated: true },
  }),
  get("login status is 200 for a wrong token too", "/auth/login/status", {
    as: "stranger",
    status: 200,
    body: { authenticated: false },
  }),
];

const reads: Asked[] = [
  get("the configuration has limits, cleanup and addresses", "/configurations", {
    status: 200,
    headers: { "content-type": /^application\/json/ },
    body: done({
      maintenanceMode: flag,
      leases: { maxBudget: number, maxDurationHours: number, maxLeasesPerUser: number, ttl: number },
      cleanup: { numberOfSuccessfulAttemptsToFinishCleanup: number, numberOfFailedAttemptsToCancelCleanup: number },
      auth: { awsAccessPortalUrl: text },
      isbManagedRegions: [text],
    }),
  }),
  get("leases come as a list whose last page says null", "/leases", {
    status: 200,
    body: done({ result: [lease] }),
    keeps: { lease: at("data.result.0.leaseId"), leaseUuid: at("data.result.0.uuid") },
  }),
  get("one lease on a page names the next", "/leases?pageSize=1", {
    status: 200,
    body: page(lease),
    keeps: { nextPage: (body) => encodeURIComponent(at("data.nextPageIdentifier")(body) ?? "") || undefined },
  }),
  get("the next page is asked for by its identifier", "/leases?pageSize=1&pageIdentifier={nextPage}", {
    status: 200,
    body: done({ result: list }),
  }),
  get("a lease is read by its raw base64 id", "/leases/{lease}", { status: 200, body: done(lease) }),
  get("a bare uuid is no lease id", "/leases/{leaseUuid}", { status: 400, body: failed() }),
  get("a percent-encoded lease id is 400", `/leases/${encodeURIComponent(unknownLease)}`, {
    status: 400,
    body: failed("Invalid base64"),
  }),
  get("a lease nobody has is 404", `/leases/${unknownLease}`, { status: 404, body: failed() }),
  get("a page size of nothing is 400", "/leases?pageSize=0", { status: 400, body: failed() }),
  get("a page size over 2000 is 400", "/leases?pageSize=2001", { status: 400, body: failed() }),
  get("an empty page identifier is 500", "/leases?pageIdentifier=", crashed),
  get("a garbled page identifier is 500", "/leases?pageIdentifier=garbage", crashed),
  get("a malformed email is 400", "/leases?userEmail=nobody", { status: 400, body: failed() }),
  get("a raw plus in a query is a space", "/leases?userEmail=a+b@example.org", { status: 400, body: failed() }),
  get("a lonely percent sign in a query is 400", "/leases?userEmail=%25", { status: 400, body: failed() }),
  get("an unknown query parameter is ignored", "/leases?status=Nothing&pageSize=1", {
    status: 200,
    body: done({ result: [lease] }),
  }),
  get("a User must say whose leases", "/leases", { as: "user", status: 403, body: failed() }),
  get("a User reads their own", "/leases?userEmail={person}", {
    as: "user",
    status: 200,
    body: done({ result: list }),
  }),
  get("templates come as a list", "/leaseTemplates", {
    status: 200,
    body: done({ result: [template], nextPageIdentifier: null }),
    keeps: { template: at("data.result.0.uuid") },
  }),
  get("a template is read by its uuid", "/leaseTemplates/{template}", { status: 200, body: done(template) }),
  get("an unknown template is 404, uuid or not", "/leaseTemplates/nothing", {
    status: 404,
    body: failed("Lease template not found."),
  }),
  get("accounts come as a list", "/accounts", {
    status: 200,
    body: done({ result: [account], nextPageIdentifier: null }),
    keeps: { account: at("data.result.0.awsAccountId") },
  }),
  get("an account is read by its id", "/accounts/{account}", { status: 200, body: done(account) }),
  get("an account id has 12 digits", "/accounts/123", { status: 400, body: failed() }),
  get("an unknown account is 404", "/accounts/999999999999", { status: 404, body: failed("Account not found.") }),
  get("unregistered accounts have Organizations' names", "/accounts/unregistered", {
    status: 200,
    body: done({ result: [{ Id: /^\d{12}$/, Email: text, Name: text }] }),
  }),
  get("more than 20 unregistered on a page are 400", "/accounts/unregistered?pageSize=21", {
    status: 400,
    body: failed(),
  }),
  get("blueprints are wrapped, their arrays empty", "/blueprints", {
    status: 200,
    body: done({ blueprints: [{ blueprint: { blueprintId: text, PK: /^bp#/ }, stackSets: list }], result: missing }),
    keeps: { blueprint: at("data.blueprints.0.blueprint.blueprintId") },
  }),
  get("a blueprint has its StackSets", "/blueprints/{blueprint}", {
    status: 200,
    body: done({ blueprint: { name: text }, stackSets: [{ stackSetId: text, regions: [text] }] }),
  }),
  get("a blueprint's id is a uuid", "/blueprints/nothing", { status: 400, body: failed() }),
  get("an unknown blueprint is 404", `/blueprints/${nowhere}`, { status: 404, body: failed() }),
  get("StackSets that could be blueprints are listed", "/blueprints/stacksets", {
    status: 200,
    body: done({ result: [{ stackSetName: text, stackSetId: text }] }),
  }),
];

const refused: Asked[] = [
  post("no body is 415", "/leases", undefined, { status: 415, body: failed() }),
  post("a body that is broken is 415", "/leases", "{", { status: 415, body: failed() }),
  post("a body of another kind is 415", `/leases/${unknownLease}/review`, "action=Deny", {
    status: 415,
    body: failed(),
  }),
  post(
    "a template is named by uuid, not by name",
    "/leases",
    { leaseTemplateName: "x" },
    { status: 400, body: failed() },
  ),
  post(
    "a null email is 400",
    "/leases",
    { leaseTemplateUuid: nowhere, userEmail: null },
    { status: 400, body: failed() },
  ),
  post(
    "an unknown template is 404",
    "/leases",
    { leaseTemplateUuid: nowhere },
    {
      status: 404,
      body: failed("Lease template not found."),
    },
  ),
  post(
    "a review is Approve or Deny",
    `/leases/${unknownLease}/review`,
    { action: "Maybe" },
    { status: 400, body: failed() },
  ),
  post(
    "a lease nobody has cannot be reviewed",
    `/leases/${unknownLease}/review`,
    { action: "Deny" },
    { status: 404, body: failed() },
  ),
  post("nor frozen", `/leases/${unknownLease}/freeze`, undefined, { status: 404, body: failed() }),
  post("nor unfrozen", `/leases/${unknownLease}/unfreeze`, undefined, { status: 404, body: failed() }),
  post("nor terminated", `/leases/${unknownLease}/terminate`, undefined, { status: 404, body: failed() }),
  patch("nor changed", `/leases/${unknownLease}`, {}, { status: 404, body: failed() }),
  patch(
    "a date with an offset is 400",
    `/leases/${unknownLease}`,
    { expirationDate: "2030-01-01T00:00:00+00:00" },
    { status: 400, body: failed() },
  ),
  post(
    "an account id that is none cannot be registered",
    "/accounts",
    { awsAccountId: "12" },
    { status: 400, body: failed() },
  ),
  post(
    "an account nobody knows is 409",
    "/accounts",
    { awsAccountId: "999999999999" },
    { status: 409, body: failed(/could not be found/) },
  ),
  post("an unknown account cannot be cleaned again", "/accounts/999999999999/retryCleanup", undefined, {
    status: 404,
    body: failed(),
  }),
  post("nor ejected", "/accounts/999999999999/eject", undefined, { status: 404, body: failed() }),
  post(
    "a template wants a name and a word on approval",
    "/leaseTemplates",
    { name: "x" },
    { status: 400, body: failed() },
  ),
  put(
    "a template's replacement names its author",
    `/leaseTemplates/${nowhere}`,
    { name: "x", requiresApproval: true },
    { status: 400, body: failed() },
  ),
];

/** Private from its first to its last moment, so that nobody else is offered it. */
const contractTemplate = {
  name: templateName("{run}"),
  description: "Made by the contract suite and deleted at its end",
  requiresApproval: true,
  visibility: "PRIVATE",
  maxSpend: 1,
  leaseDurationInHours: 1,
};

const writing: Asked[] = [
  post("a template is made with 201", "/leaseTemplates", contractTemplate, {
    writes: true,
    status: 201,
    body: done({ ...template, name: /^contract-suite \w+$/, visibility: "PRIVATE" }),
    keeps: { made: at("data.uuid"), author: at("data.createdBy") },
  }),
  put(
    "it is replaced as a whole",
    "/leaseTemplates/{made}",
    { ...contractTemplate, createdBy: "{author}", maxSpend: 2 },
    {
      writes: true,
      status: 200,
      body: done({ uuid: text, visibility: "PRIVATE", maxSpend: 2 }),
    },
  ),
  post(
    "a User is given no lease of a private one",
    "/leases",
    { leaseTemplateUuid: "{made}" },
    { as: "user", writes: true, status: 404, body: failed("Lease template not found.") },
  ),
  put(
    "an unknown one is 404",
    `/leaseTemplates/${nowhere}`,
    { ...contractTemplate, createdBy: "a@example.org" },
    { writes: true, status: 404, body: failed() },
  ),
  put(
    "an id that is no uuid is 400",
    "/leaseTemplates/nothing",
    { ...contractTemplate, createdBy: "a@example.org" },
    {
      writes: true,
      status: 400,
      body: failed("Invalid Request."),
    },
  ),
  post(
    "a Manager's own request waits too, with nulls in the answer",
    "/leases",
    { leaseTemplateUuid: "{made}", comments: "contract suite" },
    {
      as: "asker",
      writes: true,
      status: 201,
      body: done({
        status: "PendingApproval",
        awsAccountId: null,
        approvedBy: null,
        totalCostAccrued: 0,
        leaseId: missing,
      }),
      keeps: { waiting: leaseId },
    },
  ),
  post(
    "a User asks for nobody else",
    "/leases",
    { leaseTemplateUuid: "{made}", userEmail: "somebody@example.org" },
    {
      as: "user",
      writes: true,
      status: 403,
      body: failed(),
    },
  ),
  get("read back it has neither account nor approver", "/leases/{waiting}", {
    writes: true,
    status: 200,
    body: done({ status: "PendingApproval", awsAccountId: missing, approvedBy: missing }),
  }),
  post("a waiting lease cannot be terminated", "/leases/{waiting}/terminate", undefined, {
    writes: true,
    status: 409,
    body: failed(),
  }),
  patch(
    "nor changed: 400, not 409",
    "/leases/{waiting}",
    {},
    { writes: true, status: 400, body: failed(/Can only update an active lease/) },
  ),
  post(
    "denied it is over",
    "/leases/{waiting}/review",
    { action: "Deny" },
    { writes: true, status: 200, body: done(null) },
  ),
  post(
    "a second review is 409",
    "/leases/{waiting}/review",
    { action: "Deny" },
    { writes: true, status: 409, body: failed() },
  ),
  get("it does not say who denied it, and has a ttl", "/leases/{waiting}", {
    writes: true,
    status: 200,
    body: done({ status: "ApprovalDenied", approvedBy: missing, ttl: number }),
  }),
  post(
    "an assignment is approved at once, whatever the template says",
    "/leases",
    { leaseTemplateUuid: "{made}", userEmail: "{person}" },
    {
      writes: true,
      status: 201,
      body: done({
        status: "Active",
        approvedBy: "AUTO_APPROVED",
        awsAccountId: /^\d{12}$/,
        expirationDate: missing,
        leaseId: missing,
      }),
      keeps: { running: leaseId },
    },
  ),
  get("its expiry is there when it is read", "/leases/{running}", {
    writes: true,
    status: 200,
    body: done({ expirationDate: /Z$/ }),
  }),
  patch(
    "it is changed, and the answer lacks its id",
    "/leases/{running}",
    { maxSpend: 0.5 },
    {
      writes: true,
      status: 200,
      body: done({ maxSpend: 0.5, leaseId: missing }),
    },
  ),
  post("only a frozen one can be unfrozen", "/leases/{running}/unfreeze", undefined, {
    writes: true,
    status: 409,
    body: failed(),
  }),
  post("it is frozen", "/leases/{running}/freeze", undefined, { writes: true, status: 200, body: done(null) }),
  post("it is unfrozen, and the answer has its id", "/leases/{running}/unfreeze", undefined, {
    writes: true,
    status: 200,
    body: done({ status: "Active", leaseId: text }),
  }),
  post("it is terminated", "/leases/{running}/terminate", undefined, { writes: true, status: 200, body: done(null) }),
  post("a second terminate is 409", "/leases/{running}/terminate", undefined, {
    writes: true,
    status: 409,
    body: failed(),
  }),
  del("the template is deleted", "/leaseTemplates/{made}", undefined, { writes: true, status: 200, body: done(null) }),
  del("and again, though there is none", "/leaseTemplates/{made}", undefined, {
    writes: true,
    status: 200,
    body: done(null),
  }),
];

export const isbContract: readonly Asked[] = [...atTheGate, ...reads, ...refused, ...writing];
