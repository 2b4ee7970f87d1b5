import { createHash, createHmac } from "node:crypto";
import { SignJWT } from "jose";
import type { Caller, Sent } from "./asked.ts";

const withHeaders = (sent: Sent, headers: Record<string, string>): Sent => ({
  ...sent,
  headers: { ...headers, ...sent.headers },
});
const agent = { "User-Agent": "isb-contract" };

/** Who asks ISB: people with tokens of the JWT secret, and some whose token is not what it should be. */
export function isbCallers({
  secret,
  email,
  person,
}: {
  secret: string;
  email: string;
  person: string;
}): Record<string, Caller> {
  const sign = (claims: Record<string, unknown>, key = secret) =>
    new SignJWT({ iat: Math.floor(Date.now() / 1_000), exp: Math.floor(Date.now() / 1_000) + 3_600, ...claims })
      .setProtectedHeader({ alg: "HS256", typ: "JWT" })
      .sign(new TextEncoder().encode(key));
  const bearing =
    (token: () => Promise<string> | string, { name = "Authorization", scheme = "Bearer " } = {}): Caller =>
    async (sent) =>
      withHeaders(sent, { ...agent, [name]: `${scheme}${await token()}` });
  const as = (who: string, ...roles: string[]) => bearing(() => sign({ user: { email: who, roles } }));
  const unsigned = () => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    return `${part({ alg: "none" })}.${part({ user: { email, roles: ["Admin"] } })}.`;
  };
  return {
    admin: as(email, "Admin"),
    manager: as(email, "Manager"),
    user: as(person, "User"),
    // Asks for themselves as a manager may: of a private template too.
    asker: as(person, "Manager"),
    nobody: (sent) => withHeaders(sent, agent),
    silent: async (sent) =>
      withHeaders(sent, { Authorization: `Bearer ${await sign({ user: { email, roles: ["Admin"] } })}` }),
    stranger: bearing(() => sign({ user: { email, roles: ["Admin"] } }, "not-the-secret-not-the-secret-12")),
    late: bearing(() => sign({ user: { email, roles: ["Admin"] }, exp: 1_000 })),
    flat: bearing(() => sign({ email, roles: ["Admin"] })),
    roleless: as(email),
    wizard: as(email, "Admin", "Wizard"),
    addressless: as("nobody", "Admin"),
    unsigned: bearing(unsigned),
    lowercase: bearing(() => sign({ user: { email, roles: ["Admin"] } }), { scheme: "bearer " }),
    spaced: bearing(() => sign({ user: { email, roles: ["Admin"] } }), { scheme: "Bearer  " }),
  };
}

/** Who asks Slack: the app with its bot token, somebody with a wrong one, and somebody with none. */
export const slackCallers = ({ botToken }: { botToken: string }): Record<string, Caller> => ({
  bot: (sent) => withHeaders(sent, { ...agent, Authorization: `Bearer ${botToken}` }),
  stranger: (sent) => withHeaders(sent, { ...agent, Authorization: "Bearer xoxb-not-a-token" }),
  nobody: (sent) => withHeaders(sent, agent),
});

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();

export interface AwsCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  region: string;
}

/** AWS Signature Version 4, docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html. */
function signed(sent: Sent, url: URL, credentials: AwsCredentials, now: Date): Sent {
  const service = sent.service?.signsAs ?? "";
  const date = now.toISOString().replace(/[-:]|\.\d{3}/g, "");
  const region = sent.service?.region ?? credentials.region;
  const scope = `${date.slice(0, 8)}/${region}/${service}/aws4_request`;
  const headers: Record<string, string> = {
    ...Object.fromEntries(Object.entries(sent.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])),
    host: url.host,
    "x-amz-date": date,
    ...(credentials.sessionToken ? { "x-amz-security-token": credentials.sessionToken } : {}),
  };
  const names = Object.keys(headers).sort();
  const canonical = [
    sent.method,
    url.pathname,
    [...url.searchParams]
      .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
      .sort()
      .join("&"),
    ...names.map((name) => `${name}:${headers[name]?.trim()}`),
    "",
    names.join(";"),
    sha256(sent.body ?? ""),
  ].join("\n");
  const toSign = ["AWS4-HMAC-SHA256", date, scope, sha256(canonical)].join("\n");
  const key = scope
    .split("/")
    .reduce<string | Buffer>((from, part) => hmac(from, part), `AWS4${credentials.secretAccessKey}`);
  const authorization = `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${names.join(";")}, Signature=${hmac(key, toSign).toString("hex")}`;
  return { ...sent, headers: { ...agent, ...headers, authorization } };
}

const longAgoMs = 3_600_000;

/** What an answer to AssumeRole must leave behind for the caller `assumed`. */
export const assumedValues = ["assumedKey", "assumedSecret", "assumedToken"] as const;

/** Who asks AWS: whoever the credentials are, with good and bad signatures, and the role they assumed on the way. */
export function awsCallers(credentials: AwsCredentials): Record<string, Caller> {
  const unknown = { ...credentials, accessKeyId: "ASIAUNKNOWN000000000", sessionToken: "unknown" };
  const elsewhere = (sent: Sent): Sent => ({
    ...sent,
    service: { endpoint: "", signsAs: "nothing", ...(sent.service ? { endpoint: sent.service.endpoint } : {}) },
  });
  return {
    caller: (sent, url) => signed(sent, url, credentials, new Date()),
    assumed: (sent, url, { assumedKey = "", assumedSecret = "", assumedToken = "" }) => {
      const session = { accessKeyId: assumedKey, secretAccessKey: assumedSecret, sessionToken: assumedToken };
      return signed(sent, url, { ...credentials, ...session }, new Date());
    },
    nobody: (sent) => withHeaders(sent, agent),
    unknown: (sent, url) => signed(sent, url, unknown, new Date()),
    late: (sent, url) => signed(sent, url, credentials, new Date(Date.now() - longAgoMs)),
    misdirected: (sent, url) => ({ ...signed(elsewhere(sent), url, credentials, new Date()) }),
  };
}
