import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { groups, type Person } from "../../../sim/people.ts";

const entry = fileURLToPath(new URL("../../../sim/main.ts", import.meta.url));
const somebody: Person = {
  slackId: "U0SOMEBODY",
  email: "somebody@council.example.org",
  name: "Some Body",
  tz: "Europe/London",
  groups: [groups.users],
  identityId: "11111111-0000-4000-8000-000000000777",
};

interface Identity {
  users: { userId: string; email: string }[];
  groups: { groupId: string; displayName: string }[];
  memberships: { userId: string; groupId: string }[];
}

function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "isb-coming-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts ISB on the world that is kept there, with these people coming along; the answer is who stands in which groups. */
async function comeTo(keep: string, coming: readonly Person[]): Promise<{ child: ChildProcess; held: string[][] }> {
  const file = join(keep, "people.json");
  writeFileSync(file, JSON.stringify(coming));
  const flags = ["--only", "isb", "--isb-port", "0", "--keep", keep, "--people", file];
  const child = spawn(process.execPath, [entry, ...flags], { stdio: ["ignore", "pipe", "ignore"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const { isb } = JSON.parse(String(line)) as { isb: string };
  const { identity } = (await (await fetch(`${isb}/_control/world`)).json()) as { identity: Identity };
  const nameOf = (wanted: string) => identity.groups.find(({ groupId }) => groupId === wanted)?.displayName ?? "";
  const held = identity.users
    .filter(({ email }) => email === somebody.email)
    .map((user) => identity.memberships.flatMap((each) => (each.userId === user.userId ? [nameOf(each.groupId)] : [])));
  return { child, held };
}

test("who comes to a world that was kept stands in its Identity Center once, in the groups they have by now", async () => {
  const keep = ownFolder();
  const admin = { ...somebody, groups: [groups.users, groups.admins], identityId: "another-id-of-theirs" };
  for (const [coming, expected] of [
    [[], []],
    [[somebody], [[groups.users]]],
    [[admin], [[groups.users, groups.admins]]],
  ] as const) {
    const { child, held } = await comeTo(keep, coming);
    expect(held).toEqual(expected);
    child.kill("SIGTERM");
    await once(child, "exit");
  }
});
