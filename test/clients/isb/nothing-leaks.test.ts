import { inspect } from "node:util";
import { expect, it } from "vitest";
import {
  broke,
  explicitDeny,
  fail,
  gateway,
  isbOnScript,
  key,
  problemOf,
  secretValue,
  throughPauses,
  user,
} from "./isb-on-script.ts";
import type { Scripted } from "./scripted-server.ts";

const rotated = "fedcba9876543210fedcba9876543210";

/** Gateways can quote the token that they refuse (AWS API Gateway with IAM authorisation). */
const quoting: Scripted = {
  status: 403,
  body: { message: "'eyJhbGciOiJIUzI1NiJ9.quoted' not a valid key=value pair in Authorization header" },
};

const failures: [string, Scripted][] = [
  ["denied", explicitDeny],
  ["denied by a handler", fail(401, "Invalid bearer token.")],
  ["a gateway that quotes the token", quoting],
  ["blocked", gateway(403, "Forbidden")],
  ["refused", fail(409, "No accounts are available to lease.")],
  ["broken", broke],
  ["reset", "reset"],
  ["half", "half-body"],
  ["html", { status: 200, html: `<html>${secretValue}</html>` }],
  ["silent", "silence"],
];

it.each(failures)("%s: no token, no secret and no address is in an error or a log line", async (_name, answer) => {
  const { isb, server, clock, logged } = await isbOnScript([answer], {
    secrets: [secretValue, rotated],
    timeoutMs: 200,
  });
  await using _ = server;
  const session = isb.as(user);
  const problems = [
    await problemOf(session.requestLease({ templateUuid: "t", comments: "private words" })),
    await problemOf(throughPauses(clock, session.getLease(key))),
    await problemOf(throughPauses(clock, session.listLeases({ userEmail: user.email }))),
  ];
  const shown = problems.map((problem) => {
    const causes: unknown[] = [];
    for (let at: unknown = problem; at instanceof Error; at = at.cause)
      causes.push(at.message, at.stack, JSON.stringify(at));
    return inspect(problem, { depth: null, showHidden: true }) + causes.join("\n");
  });
  const everything = [...shown, ...logged].join("\n");

  expect(logged.length).toBeGreaterThan(0);
  const sent = server.heard
    .map(({ headers }) => headers.authorization ?? "Bearer none-was-sent")
    .map((each) => each.slice("Bearer ".length));
  const leaseId = Buffer.from(JSON.stringify(key)).toString("base64");
  for (const hidden of [...sent, secretValue, rotated, "eyJ", "private words", user.email, leaseId])
    expect(everything).not.toContain(hidden);
});
