import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { workspace } from "../../sim/people.ts";
import { type House, openHouse } from "./house.ts";

let house: House;
/** Where Slack delivers to, read off what the bot was started with. */
let requestUrl: string;
beforeAll(async () => {
  house = await openHouse({ http: true });
  requestUrl = house.urls.requests;
  await house.control("slack", "/limits", { enabled: false });
});
afterAll(() => house.close());

const leases = () => Object.values(house.world.state.isb.leases).length;

describe("with requests delivered by signed HTTP in place of Socket Mode", () => {
  it("a person gets a sandbox, from the command to the end of the thread", async () => {
    const heard = await house.say("U0USER1", "lease assign council-chatbot");
    expect(heard.state).toBe("succeeded");
    expect(new Set(Object.values(heard.steps))).toEqual(new Set(["complete"]));
    expect(heard.result).toMatchObject({ status: "Active", userEmail: "user1@example.gov.uk" });
    expect(heard.thread).toEqual([expect.stringContaining("<@U0USER1>")]);
    expect(heard.dm.join()).toContain("Open the AWS console");
  });

  it("a form opens, and is sent", async () => {
    await house.send("U0USER2", "lease assign");
    await expect.poll(async () => (await house.views("U0USER2"))[0]?.blocks.length).toBeGreaterThan(0);
    const [view] = await house.views("U0USER2");
    await house.post("/view/close", { user: "U0USER2", viewId: view?.id });
  });

  it("a mistake is answered in the acknowledgement", async () => {
    expect((await house.say("U0USER1", "leese list")).private[0]).toContain("Did you mean");
  });

  describe("a request that Slack did not sign", () => {
    const body = new URLSearchParams({
      command: "/isb",
      text: "lease assign empty-sandbox",
      user_id: "U0ADMIN1",
      team_id: workspace.teamId,
      channel_id: "C0GENERAL",
      trigger_id: "1.2.forged",
      response_url: "http://127.0.0.1:9/",
      api_app_id: workspace.appId,
    }).toString();
    const signed = (secret: string, timestamp: number, what = body) =>
      `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${what}`).digest("hex")}`;
    const send = (headers: Record<string, string>) =>
      fetch(requestUrl, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
        body,
      });
    const now = () => Math.floor(Date.now() / 1000);
    const tenMinutes = 600;

    it.each([
      ["signed with another secret", () => ({ at: now(), signature: signed("not the secret", now()) })],
      ["signed for another body", () => ({ at: now(), signature: signed(workspace.signingSecret, now(), "text=x") })],
      [
        "signed well but long ago, and sent again",
        () => ({ at: now() - tenMinutes, signature: signed(workspace.signingSecret, now() - tenMinutes) }),
      ],
    ])("is refused, and nothing begins: %s", async (_, make) => {
      const before = leases();
      const { at, signature } = make();
      const answer = await send({ "x-slack-request-timestamp": String(at), "x-slack-signature": signature });
      expect(answer.status).toBe(401);
      expect(leases()).toBe(before);
      expect(await jobsOfAdmin()).toEqual([]);
    });

    it("is refused when it carries no signature at all", async () => {
      expect((await send({})).status).toBe(401);
    });

    it("would have been taken had it been signed: the test above can fail", async () => {
      const at = now();
      const signature = signed(workspace.signingSecret, at);
      const answer = await send({ "x-slack-request-timestamp": String(at), "x-slack-signature": signature });
      expect(answer.status).toBe(200);
      await expect.poll(jobsOfAdmin, { timeout: 10_000 }).toHaveLength(1);
    });
  });
});

/** Cards of jobs that admin1 asked for. */
const jobsOfAdmin = async () =>
  (await house.messages("C0GENERAL")).filter(
    ({ metadata }) => metadata?.event_payload.by === "U0ADMIN1" && metadata.event_payload.key.endsWith("#card"),
  );
