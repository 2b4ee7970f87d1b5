import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { people, workspace } from "../../sim/people.ts";
import { readWorkspace } from "../../sim/processes/real-slack.ts";
import { startSlack } from "../sim-slack/local-slack.ts";
import { temporaryFolder } from "./temporary.ts";

const manifest = readFileSync(new URL("../sim-slack/manifest.yml", import.meta.url), "utf8");

/** Asks a Slack with these people and without these scopes. */
async function ask({ of = people, without = [] }: { of?: typeof people; without?: readonly string[] } = {}) {
  const manifestPath = join(temporaryFolder(), "manifest.yml");
  const lines = manifest.split("\n").filter((line) => !without.includes(line.replace(/^ *- /, "")));
  writeFileSync(manifestPath, lines.join("\n"));
  const slack = await startSlack({ manifestPath, people: of });
  onTestFinished(() => slack.close());
  return readWorkspace({ token: workspace.botToken, apiUrl: `${slack.url}/api/`, admins: ["user1@example.gov.uk"] });
}

test.each([
  [["users:read.email"], /shows no email of anybody in Estate: .* lacks the scope users:read\.email\. Add it/],
  [["users:read", "users:read.email"], /refuses users\.list: .* lacks the scope users:read\. Add it/],
])("without the scopes %j the missing one is named", async (without, sentence) => {
  await expect(ask({ without })).rejects.toThrow(sentence);
});

test.each([
  [502, "<html>Bad gateway</html>", "The answer to auth.test (HTTP 502) is no JSON. SLACK_API_URL is where"],
  [200, '{"ok":true,"hello":1}', "The answer to auth.test (HTTP 200) is not Slack's: team_id: "],
  [200, '{"ok":true,"team":"x","team_id":"../.."}', "The answer to auth.test (HTTP 200) is not Slack's: team_id: "],
])("an answer %i %s is said to be none of Slack's, and where it was asked", async (status, body, sentence) => {
  const server = createServer((_request, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  const asked = readWorkspace({ token: "xoxb-1", apiUrl, admins: [] });
  await expect(asked).rejects.toMatchObject({ name: "StartError", message: expect.stringContaining(sentence) });
});

test("a person keeps their identity when others leave or join, and no two have the same", async () => {
  const [before, after] = [await ask(), await ask({ of: people.slice(3) })];
  const idOf = ({ people: found }: typeof before) =>
    found.find(({ email }) => email === "user1@example.gov.uk")?.identityId;
  expect(idOf(after)).toBe(idOf(before));
  expect(idOf(before)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(before.people.map(({ identityId }) => identityId)).size).toBe(before.people.length);
});
