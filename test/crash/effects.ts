/** The systems outside the bot's process. */
export const systems = ["table", "isb", "aws", "slack", "ledger"] as const;
export type System = (typeof systems)[number];

/** One request on its way from the bot. */
export interface Passing {
  method: string;
  /** With its query. */
  path: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string;
}

interface Write {
  Key?: { pk?: { S?: string } };
  Item?: { pk?: { S?: string } };
  UpdateExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, { S?: string }>;
}

/** Every write carries these; they tell no write from another. */
const everywhere = new Set(["seq", "writeId", "ownerWriteId", "senderWriteId"]);
const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** Items that all jobs share have the same name in every run. */
const shared = /^(LANE|FLEET)\b/;
const reads = /^(Get|List|Describe|Query|Scan|BatchGet)/;

/** The durable operations among a write's values, such as "find-template SUCCEEDED". */
const operationsIn = (values: Write["ExpressionAttributeValues"] = {}): string[] =>
  Object.values(values).flatMap(({ S: text }) => {
    if (!text?.startsWith('{"Id":')) return [];
    const { Name, Type, Status } = JSON.parse(text) as { Name?: string; Type: string; Status: string };
    return `${Name ?? Type.toLowerCase()} ${Status}`;
  });

const attributesOf = ({ UpdateExpression = "", ExpressionAttributeNames = {} }: Write): string[] => {
  const paths = (UpdateExpression.match(/#\w+(?:\.#\w+)*/g) ?? []).map((path) =>
    path
      .split(".")
      .map((part) => ExpressionAttributeNames[part]?.replace(uuid, "…"))
      .join("."),
  );
  return [...new Set(paths)].filter((path) => !everywhere.has(path) && !path.startsWith("operations.")).sort();
};

const tableWrite = ({ headers, body }: Passing): string | undefined => {
  const operation = String(headers["x-amz-target"]).split(".")[1] ?? "";
  if (reads.test(operation)) return undefined;
  const write = JSON.parse(body) as Write;
  const key = write.Key?.pk?.S ?? write.Item?.pk?.S ?? "";
  const operations = operationsIn(write.ExpressionAttributeValues);
  const what = operations.length > 0 ? operations : attributesOf(write);
  return `${operation} ${shared.test(key) ? key : key.split("#")[0]}${what.length > 0 ? `: ${what.join(", ")}` : ""}`;
};

const isbCall = ({ method, path }: Passing): string | undefined => {
  if (method === "GET") return undefined;
  const [route = ""] = path.replace(/^\/prod/, "").split("?");
  return `${method} ${route.replaceAll(/\/[A-Za-z0-9%_=-]{20,}/g, "/…")}`;
};

const awsCall = ({ method, headers, body }: Passing): string | undefined => {
  const target = headers["x-amz-target"];
  const operation =
    typeof target === "string" ? target.split(".")[1] : (new URLSearchParams(body).get("Action") ?? undefined);
  if (operation === undefined) return method === "GET" ? undefined : "a call without a name";
  return reads.test(operation) ? undefined : operation;
};

/** What Slack's method names do not say: these change nothing. */
const slackReads =
  /^(conversations\.(info|history|replies|members|list)|users\.\w+|team\.\w+|auth\.test|apps\.\S+|chat\.getPermalink)$/;

const slackCall = ({ path, body }: Passing): string | undefined => {
  const method = path.replace(/^\/api\//, "");
  if (slackReads.test(method)) return undefined;
  const metadata = new URLSearchParams(body).get("metadata");
  const { event_payload } = JSON.parse(metadata ?? "{}") as { event_payload?: { key?: string } };
  const message = event_payload?.key?.split("#")[1];
  return message ? `${method} ${message}` : method;
};

const ledgerEntry = ({ method, body }: Passing): string | undefined =>
  method === "POST" ? `entry ${(JSON.parse(body) as { step: string }).step}` : undefined;

const namers: Record<System, (passing: Passing) => string | undefined> = {
  table: tableWrite,
  isb: isbCall,
  aws: awsCall,
  slack: slackCall,
  ledger: ledgerEntry,
};

/** What a request changes, in a few words that are the same in every run; undefined for one that only reads. */
export const effectOf = (system: System, passing: Passing): string | undefined => namers[system](passing);
