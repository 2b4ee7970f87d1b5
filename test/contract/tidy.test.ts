import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import type { Target } from "./asked.ts";
import { cleanUps, contracts } from "./contracts.ts";
import { startTargets } from "./targets.ts";
import { askAndTidy } from "./tidy.ts";

const manifestPath = fileURLToPath(new URL("../../manifest.yml", import.meta.url));

/** An estate of the test's own, asked all of one contract while this trouble is on. */
async function askIn(service: Target["service"], trouble: object, { stop }: { stop?: AbortSignal } = {}) {
  const estate = await startTargets({ manifestPath });
  onTestFinished(() => estate.close());
  const [target, isb] = [service, "isb"].map((name) => estate.targets.find((each) => each.service === name));
  if (!target || !isb) throw new Error(`no ${service}`);
  const control = async (path: string, body?: object) => {
    const headers = { "content-type": "application/json" };
    const init = body ? { method: "POST", headers, body: JSON.stringify({ service, ...body }) } : {};
    const response = await fetch(`${isb.url}/_control/${path}`, init);
    expect(response.status).toBeLessThan(300);
    return (await response.json()) as never;
  };
  await control("fault", trouble);
  const left: string[] = [];
  const contract = { asks: contracts[service], cleanUp: cleanUps[service] };
  const how = { writes: true, timeoutMs: 10_000, onLeft: (what: string) => void left.push(what) };
  const outcomes = await askAndTidy(target, contract, { ...how, ...(stop ? { stop } : {}) });
  return { left, outcomes, control, target, token: estate.env.SLACK_BOT_TOKEN ?? "" };
}

interface Isb {
  leases: { originalLeaseTemplateName: string; status: string }[];
  templates: { uuid: string; name: string }[];
}
const ofTheSuite = (name: string) => name.startsWith("contract-suite");
const live = /^(PendingApproval|Provisioning|Active|Frozen)$/;

test.each([
  ["POST /leases", "lost-reply", 9],
  ["POST /leaseTemplates", "lost-reply", 9],
  ["PUT /leaseTemplates/{leaseTemplateId}", "500", 9],
  ["POST /leases/{leaseId}/review", "500", 5],
  ["POST /leases/{leaseId}/terminate", "500", 4],
  ["DELETE /leaseTemplates/{leaseTemplateId}", "500", 2],
])("nothing stays at an ISB whose %s fails (%s, %i times)", async (operation, kind, times) => {
  const { left, outcomes, control } = await askIn("isb", { operation, kind, times });
  expect(outcomes.some(({ is }) => is === "different")).toBe(true);
  const { isb } = (await control("world")) as { isb: Isb };
  const leases = isb.leases.filter(({ originalLeaseTemplateName: name }) => ofTheSuite(name));
  expect(leases.filter(({ status }) => live.test(status))).toEqual([]);
  expect(isb.templates.filter(({ name }) => ofTheSuite(name))).toEqual([]);
  expect(left).toEqual([]);
});

test("what cannot be taken away is said by its id", async () => {
  const operation = "DELETE /leaseTemplates/{leaseTemplateId}";
  const { left, control } = await askIn("isb", { operation, kind: "500", always: true });
  const { isb } = (await control("world")) as { isb: Isb };
  const template = isb.templates.find(({ name }) => ofTheSuite(name));
  expect(left).toEqual([`the lease template ${template?.uuid}, "${template?.name}"`]);
});

test.each([
  ["chat.postMessage", "lost-reply", 9, []],
  ["chat.delete", "error", 3, []],
  ["chat.delete", "error", 99, ["the message", "the message"]],
])("of messages in a Slack whose %s fails (%s, %i times) there stay %j, and they are said", async (...row) => {
  const [operation, kind, times, staying] = row;
  const { left, outcomes, target, token } = await askIn("slack", { operation, kind, times });
  expect(outcomes.some(({ is }) => is === "different")).toBe(true);
  const response = await fetch(`${target.url}/api/conversations.history`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: new URLSearchParams({ channel: target.values.channel ?? "" }),
  });
  const { messages } = (await response.json()) as { messages: { ts: string; text: string }[] };
  const stayed = messages.filter(({ text }) => text.startsWith("contract suite"));
  expect(left.map((sentence) => sentence.slice(0, "the message".length))).toEqual(staying);
  expect(stayed.every(({ ts }) => left.some((sentence) => sentence.includes(ts)))).toBe(true);
  expect(stayed.length > 0).toBe(staying.length > 0);
});

test("a run that is told to stop asks no more, and takes away what it made by then", async () => {
  const stopping = new AbortController();
  const asks = contracts.isb.map((asked) =>
    asked.keeps?.running === undefined
      ? asked
      : {
          ...asked,
          keeps: {
            running: (body: unknown) => {
              stopping.abort();
              return asked.keeps?.running?.(body);
            },
          },
        },
  );
  const estate = await startTargets({ manifestPath });
  onTestFinished(() => estate.close());
  const target = estate.targets.find(({ service }) => service === "isb") as Target;
  const left: string[] = [];
  const how = {
    writes: true,
    timeoutMs: 10_000,
    stop: stopping.signal,
    onLeft: (what: string) => void left.push(what),
  };
  const outcomes = await askAndTidy(target, { asks, cleanUp: cleanUps.isb }, how);
  expect(outcomes.length).toBeLessThan(asks.length);
  const { isb } = (await (await fetch(`${target.url}/_control/world`)).json()) as { isb: Isb };
  const leases = isb.leases.filter(({ originalLeaseTemplateName: name }) => ofTheSuite(name));
  expect(leases.map(({ status }) => status).sort()).toEqual(["ApprovalDenied", "ManuallyTerminated"]);
  expect(left).toEqual([]);
});
