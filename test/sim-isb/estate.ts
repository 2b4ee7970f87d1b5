import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { SignJWT } from "jose";
import { onTestFinished } from "vitest";
import { createManualClock } from "../../sim/clock.ts";
import type { ContainerPlan } from "../../sim/isb/authoriser.ts";
import { createIsb } from "../../sim/isb/server.ts";
import type { StageRate } from "../../sim/isb/stage-throttle.ts";
import { silentLog } from "../../sim/log.ts";
import type { Delays } from "../../sim/world/delays.ts";
import type { Lease, LeaseTemplate } from "../../sim/world/isb-shapes.ts";
import { jwtSecret } from "../../sim/world/secrets.ts";
import { createWorld } from "../../sim/world/world.ts";

export interface Reply {
  status: number;
  body: {
    status?: string;
    message?: string;
    Message?: string;
    // The shape differs by route; each test says what it expects.
    data?: Record<string, unknown> & {
      result?: Record<string, unknown>[];
      errors?: { message: string; field?: string }[];
    };
  };
}

/** An answer as it came over the wire. */
export interface RawReply {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

export interface Caller {
  token: string;
  headers: Record<string, string>;
  get(path: string): Promise<Reply>;
  post(path: string, body?: unknown): Promise<Reply>;
  patch(path: string, body: unknown): Promise<Reply>;
  put(path: string, body: unknown): Promise<Reply>;
  del(path: string): Promise<Reply>;
}

/** An ISB API of its own on a free port, with a clock that moves only by hand. Closed when the test ends. */
export async function startIsb({
  containers = { count: 1, shortestLifeMs: 600_000, longestLifeMs: 600_000 },
  delays,
  ...limits
}: {
  containers?: ContainerPlan;
  requestsPerMinute?: number;
  allowedRanges?: readonly string[];
  rate?: StageRate;
  delays?: Partial<Delays>;
} = {}) {
  const clock = createManualClock();
  const world = createWorld({ clock, ...(delays ? { delays } : {}) });
  const isb = await createIsb({
    clock,
    world,
    log: silentLog,
    port: 0,
    containers,
    ...limits,
  });
  onTestFinished(async () => {
    world.close();
    await isb.close();
  });

  /** Signs any claims; `secret` defaults to the one in force. */
  async function sign(
    claims: Record<string, unknown>,
    { secret = jwtSecret(world), alg = "HS256" } = {},
  ): Promise<string> {
    const nowSeconds = Math.floor(clock.now() / 1000);
    return new SignJWT({ iat: nowSeconds, exp: nowSeconds + 3600, ...claims })
      .setProtectedHeader({ alg, typ: "JWT" })
      .sign(new TextEncoder().encode(secret));
  }

  /** One request as it goes over the wire: headers keep the case they are given in. */
  function raw(method: string, path: string, { headers, body }: { headers: Record<string, string>; body?: string }) {
    return new Promise<RawReply>((resolve, reject) => {
      const outgoing = httpRequest(`${isb.url}${path}`, { method, headers, path }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8");
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text });
        });
      });
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  }

  async function send(...request: Parameters<typeof raw>): Promise<Reply> {
    const { status, text } = await raw(...request);
    return { status, body: JSON.parse(text) as Reply["body"] };
  }

  function withToken(token: string): Caller {
    const headers = { Authorization: `Bearer ${token}`, "User-Agent": "test" };
    const json = (method: string) => (path: string, body?: unknown) =>
      send(method, path, {
        headers: { ...headers, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const calls = { get: json("GET"), post: json("POST"), patch: json("PATCH"), put: json("PUT"), del: json("DELETE") };
    return { token, headers, ...calls };
  }

  const as = async (name: string, ...roles: string[]) =>
    withToken(await sign({ user: { email: `${name}@example.gov.uk`, roles } }));

  return {
    clock,
    world,
    url: isb.url,
    sign,
    raw,
    send,
    withToken,
    as,
    user: () => as("user1", "User"),
    manager: () => as("manager1", "Manager"),
    admin: () => as("admin1", "Admin"),
    template: (name: string): LeaseTemplate => {
      const found = world.state.isb.templates.find((template) => template.name === name);
      if (!found) throw new Error(`no template ${name}`);
      return found;
    },
    leasesOf: (name: string): Lease[] =>
      world.state.isb.leases.filter(({ userEmail }) => userEmail === `${name}@example.gov.uk`),
    control: async (method: string, path: string, body?: unknown) => {
      const answer = await fetch(`${isb.url}/_control/${path}`, {
        method,
        ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
      });
      return (await answer.json()) as Record<string, unknown>;
    },
  };
}

/** The id ISB gives a lease; built here from the table key, as a client must. */
export const leaseIdOf = ({ userEmail, uuid }: Pick<Lease, "userEmail" | "uuid">): string =>
  Buffer.from(JSON.stringify({ userEmail, uuid })).toString("base64");

export const minutes = (count: number): number => count * 60_000;

export type Estate = Awaited<ReturnType<typeof startIsb>>;
