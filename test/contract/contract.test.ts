import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askAll, type Outcome } from "./ask.ts";
import type { Asked, Target } from "./asked.ts";
import { cleanUps, contracts } from "./contracts.ts";
import { differences } from "./differences.ts";
import { startTargets } from "./targets.ts";
import { askAndTidy } from "./tidy.ts";
import { told } from "./words.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const services = ["isb", "slack", "aws"] as const;
const timeoutMs = 10_000;

let estate: Awaited<ReturnType<typeof startTargets>>;
beforeAll(async () => {
  estate = await startTargets({ manifestPath: path("../../manifest.yml") });
});
afterAll(() => estate.close());
const targetOf = (service: Target["service"]): Target => {
  const found = estate.targets.find((target) => target.service === service);
  if (!found) throw new Error(`no ${service}`);
  return found;
};

/** Runs the command as a person would. */
function run(args: readonly string[], env: Record<string, string> = {}): Promise<{ code: number | null; out: string }> {
  const child = spawn(process.execPath, [path("main.ts"), ...args], { env: { PATH: process.env.PATH ?? "", ...env } });
  let out = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (out += String(chunk)));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out })));
}

describe("the estate", () => {
  test.each(services)("answers as the contract of %s says, and nothing of it stays", async (service) => {
    const target = targetOf(service);
    const left: string[] = [];
    const contract = { asks: contracts[service], cleanUp: cleanUps[service] };
    const onLeft = (what: string) => left.push(what);
    const outcomes = await askAndTidy(target, contract, { writes: true, timeoutMs, onLeft });
    expect(left).toEqual([]);
    expect(told(target, outcomes)).toEqual([expect.stringMatching(/ (\d+) asked, \1 as expected, 0 not\.$/)]);
  });
});

describe("a contract", () => {
  const isRefused = ({ status, body }: Asked): boolean =>
    [status].flat().every((code) => code >= 400) || (body as { ok?: boolean } | undefined)?.ok === false;

  test.each(services)("of %s asks each thing once, and enough of them", (service) => {
    const names = contracts[service].map(({ name, sends }) => `${name} ${sends.path}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(25);
    expect(contracts[service].filter(isRefused).length).toBeGreaterThanOrEqual(10);
  });

  test.each(services)("of %s changes nothing elsewhere unless that was allowed", (service) => {
    const reading =
      /^GET |\/api\/(api|auth)\.test$|\/api\/(conversations|users)\.|(Describe|List|Get|Is)[A-Z]\w+$|^AssumeRole$/;
    const nameOf = ({ sends: { method, path: where, headers = {}, body = "" } }: Asked) =>
      headers["X-Amz-Target"] ?? /Action=(\w+)/.exec(body)?.[1] ?? `${method} ${where}`;
    const unasked = contracts[service].filter((asked) => !asked.writes && !isRefused(asked));
    expect(unasked.map(nameOf).filter((name) => !reading.test(name))).toEqual([]);
  });
});

test("no request of ISB's contract offers its template to everybody", () => {
  const offers = contracts.isb.filter(
    ({ sends: { path, body = "" } }) => /leaseTemplates/.test(path) && /PUBLIC/.test(body),
  );
  expect(offers).toEqual([]);
});

describe("a service that answers otherwise", () => {
  const asked: Asked = {
    name: "all is well",
    as: "anybody",
    sends: { method: "GET", path: "/x" },
    status: 200,
    body: { ok: true },
  };
  const anybody: Target["callers"] = { anybody: (sent) => sent };
  let url: string;
  const server = createServer((_request, response) => response.writeHead(418).end('{"ok":false}'));
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  test("is told with what was expected and what came", async () => {
    const target: Target = { service: "isb", url, callers: anybody, values: {} };
    const outcomes: Outcome[] = await askAll(target, [asked], { writes: false, timeoutMs });
    expect(told(target, outcomes)).toEqual([
      "  not as expected: all is well",
      "    GET /x as anybody",
      "    status: expected 200, got 418",
      "    body.ok: expected true, got false",
      `ISB at ${url}: 1 asked, 0 as expected, 1 not.`,
    ]);
  });

  test("ends the command with 1", async () => {
    const { code, out } = await run(["--slack", url], { SLACK_BOT_TOKEN: "x" });
    expect([code, out]).toEqual([1, expect.stringContaining("not as expected: no token")]);
  });
});

test.each([
  [{ kind: "text" }, 5, "body: expected a text, got 5"],
  [{ a: { kind: "missing" } }, { a: 1 }, "body.a: expected nothing at all, got 1"],
  [[/^a/], ["a", "b"], 'body.1: expected /^a/, got "b"'],
  [{ a: null }, { a: undefined }, "body.a: expected null, got nothing"],
  [{ a: 1 }, "text", 'body: expected a structure, got "text"'],
] as const)("%j is not %j", (pattern, got, sentence) => {
  expect(differences(pattern, got, "body")).toEqual([sentence]);
});

describe("the command", () => {
  test("asks servers elsewhere only what changes nothing", async () => {
    const { code, out } = await run(
      estate.targets.flatMap(({ service, url }) => [`--${service}`, url]),
      estate.env,
    );
    expect([code, out]).toEqual([0, expect.stringContaining("not asked because they change something")]);
    expect(out.match(/ 0 not\./g)).toHaveLength(services.length);
  });

  test.each([
    ["isb", { ISB_JWT_SECRET: "another" }, "(403), so nothing was asked: check ISB_JWT_SECRET."],
    ["slack", { SLACK_BOT_TOKEN: "xoxb-another" }, "(invalid_auth), so nothing was asked: check SLACK_BOT_TOKEN."],
    [
      "aws",
      { AWS_ACCESS_KEY_ID: "AKIAWRONG", AWS_SECRET_ACCESS_KEY: "x" },
      "(InvalidClientTokenId), so nothing was asked: check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
    ],
  ] as const)("could not ask %s with a wrong key, which is no difference: 2", async (service, wrong, sentence) => {
    const { url } = targetOf(service);
    const { code, out } = await run([`--${service}`, url], { ...estate.env, ...wrong });
    expect([code, out]).toEqual([2, expect.stringContaining(`${url} does not let this caller in ${sentence}`)]);
  });

  test("says which values a local estate takes", async () => {
    const { code, out } = await run(["--help"]);
    expect([code, out]).toEqual([0, expect.stringContaining("SLACK_BOT_TOKEN=xoxb-estate-bot")]);
  });

  test.each([
    [["--isbb", "x"], {}, "There is no flag --isbb. Did you mean --isb?"],
    [["--isb", "nowhere"], {}, "--isb wants an address such as http://127.0.0.1:4312, got nowhere."],
    [["--isb", "http://127.0.0.1:1"], {}, "--isb needs ISB_JWT_SECRET in the environment"],
    [["--slack", "http://127.0.0.1:1"], { SLACK_BOT_TOKEN: "x" }, "Nothing answers at http://127.0.0.1:1"],
  ])("refuses %j with a sentence and 2", async (args, env, sentence) => {
    expect(await run(args, env)).toEqual({ code: 2, out: expect.stringContaining(sentence) });
  });
});
