import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minutes } from "../../src/domain/duration.ts";
import { jobIdOf } from "../../src/jobs/jobs.ts";
import type { Ending } from "../../src/jobs/store/store.ts";
import { createChoices } from "../../src/slack/choices.ts";
import { gist, type House, openHouse, personOf } from "./house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

let begun = 0;
/** A job that this person asked for a moment ago, and no worker has taken yet; `forWhom` has the sandbox of it. */
const begin = async (who: string, forWhom = who): Promise<string> => {
  const { slackId, identityId = "", email, name } = personOf(who);
  const holder = personOf(forWhom);
  await house.estate.clock.advance(2_000);
  begun += 1;
  const id = jobIdOf(`begun ${begun}`);
  await house.store.create({
    id,
    workflow: "lease-assign",
    major: 1,
    title: "Lease empty-sandbox",
    input: { template: "empty-sandbox", forPerson: { identityId: holder.identityId, email: holder.email } },
    requester: { slackId, teamId: "T0ESTATE", identityId, email, name, role: "user" },
    origin: { channelId: "C0GENERAL" },
  });
  return id;
};
/** Brings a job to its end, as a worker would, without its steps. */
const end = async (id: string, ending: Ending): Promise<void> => {
  const { store, context } = house;
  const wakeAt = (await store.get(id))?.wakeAt ?? 0;
  const owned = await store.claim(id, wakeAt, context.clock.now() + minutes(5));
  if (!owned) throw new Error(`job ${id} was not claimed`);
  await store.end(owned, ending);
};
const failed: Ending = {
  state: "failed",
  problem: { code: "pool-empty", message: "No account is free.", next: "Wait." },
};
const said = async (who: string, words: string, channelId?: string): Promise<string> => {
  const reply = await house.ask(who, words, channelId ? { channelId } : {});
  if (reply.kind === "refused") return `${reply.problem.code}: ${reply.problem.message} ${reply.problem.next}`;
  return reply.kind === "answer" ? reply.answer.text : "started";
};

describe("a job is cancelled", () => {
  it("by whoever asked for it, and is then shown as being cancelled, with who did it", async () => {
    const id = await begin("user1");
    expect(await said("user1", `job cancel ${id}`)).toContain(`*Cancelling:* Lease empty-sandbox, job \`${id}\`.`);
    expect(await house.store.get(id)).toMatchObject({ stop: { by: { slackId: "U0USER1", name: "User One" } } });
    expect(await said("user1", "job list")).toContain(`${id} · Lease empty-sandbox · being cancelled`);
    expect(await said("manager1", `job show ${id}`)).toContain("Cancelled by: User One");
  });

  it("by an admin whoever asked for it, and by nobody else", async () => {
    const id = await begin("user1");
    for (const who of ["user2", "manager1", "manager2"])
      expect(gist(await house.ask(who, `job cancel ${id}`)), who).toBe("refused: role-too-low");
    expect(await house.store.get(id)).not.toHaveProperty("stop");
    expect(gist(await house.ask("admin1", `job cancel ${id}`))).toMatch(/^answer: \*Cancelling/);
  });

  it("by whom it is for only when they asked for it themselves", async () => {
    const id = await begin("manager1", "user3");
    expect(gist(await house.ask("user3", `job show ${id}`))).toMatch(/^answer/);
    expect(gist(await house.ask("user3", `job cancel ${id}`))).toBe("refused: role-too-low");
    expect(gist(await house.ask("manager1", `job cancel ${id}`))).toMatch(/^answer/);
  });

  it("once: the second is told who was first, and when", async () => {
    const id = await begin("user2");
    const both = await Promise.all([house.ask("user2", `job cancel ${id}`), house.ask("admin1", `job cancel ${id}`)]);
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(["answer", "refused"]);
    const first = (await house.store.get(id))?.stop?.by.name;
    await house.estate.clock.advance(minutes(3));
    const late = await said("admin1", `job cancel ${id}`);
    expect(late).toMatch(new RegExp(`^job-stop-asked: ${first} asked 3 minutes.* ago to cancel job ${id}`));
  });

  it("not when it is over: then it is said how and when it ended", async () => {
    const id = await begin("user2");
    await end(id, { state: "succeeded" });
    await house.estate.clock.advance(minutes(10));
    expect(await said("user2", `job cancel ${id}`)).toMatch(/^job-over: Job \w+ ended well 10 minutes.* ago/);
  });

  it("not from a channel that is shared with another organisation", async () => {
    const id = await begin("user2");
    expect(await said("user2", `job cancel ${id}`, "C0SHARED")).toMatch(/^shared-channel/);
  });
});

describe("a job goes on", () => {
  it.each(["failed", "parked"] as const)("when it is %s, by whoever asked for it", async (state) => {
    const id = await begin("user3");
    await end(id, { ...failed, state });
    expect(gist(await house.ask("user2", `job retry ${id}`))).toBe("refused: role-too-low");
    expect(gist(await house.ask("manager1", `job retry ${id}`))).toBe("refused: role-too-low");
    expect(await said("user3", `job retry ${id}`)).toContain(`*Going on:* Lease empty-sandbox, job \`${id}\``);
    expect(await house.store.get(id)).toMatchObject({ state: "queued", retries: [{ by: { name: "User Three" } }] });
  });

  it("by an admin too, and everybody who may read of it sees by whom", async () => {
    const id = await begin("user3");
    await end(id, failed);
    expect(gist(await house.ask("admin1", `job retry ${id}`))).toMatch(/^answer/);
    expect(await said("user3", `job show ${id}`)).toContain("Retried by: Admin One");
  });

  it("not while it is at work: who had it go on before is said", async () => {
    const id = await begin("user1");
    expect(await said("user1", `job retry ${id}`)).toMatch(/^job-not-stopped: Job \w+ is at work/);
    await end(id, failed);
    await house.ask("user1", `job retry ${id}`);
    expect(await said("admin1", `job retry ${id}`)).toMatch(/is at work.* User One had it go on \d+ seconds? ago/);
  });

  it.each([
    ["succeeded", "ended well"],
    ["cancelled", "was cancelled"],
  ] as const)("not when it %s", async (state, words) => {
    const id = await begin("user1");
    await end(id, { state });
    expect(await said("user1", `job retry ${id}`)).toMatch(new RegExp(`^job-not-stopped: Job ${id} ${words}`));
  });
});

describe("an id that is not quite one", () => {
  it("is answered with the nearest that the asker may see, and is never taken for it", async () => {
    const id = await begin("user2");
    for (const typed of [id.slice(0, 5), id.slice(0, 5).toUpperCase(), `${id.slice(0, 4)}${id.slice(5)}`]) {
      const answer = await said("user2", `job cancel ${typed}`);
      expect(answer, typed).toContain(`Did you mean \`/isb job cancel ${id}\` (Lease empty-sandbox)?`);
    }
    expect(await said("user1", `job cancel ${id.slice(0, 5)}`)).not.toContain(id);
    expect(await said("manager1", `job show ${id.slice(0, 5)}`)).toContain(`/isb job show ${id}`);
    expect(await house.store.get(id)).not.toHaveProperty("stop");
  });
});

describe("a list of jobs", () => {
  it("says what to do when there is nothing in it", async () => {
    expect(await said("admin2", "job list")).toContain("`/isb lease assign` gets you a sandbox");
    expect(await said("admin2", "job list --state cancelled")).toContain("Without `--state cancelled`");
  });

  it("of one state shows those, and a state that is none is answered with the nearest", async () => {
    const id = await begin("user1");
    await end(id, { state: "cancelled" });
    expect(await said("user1", "job list --state cancelled")).toContain(`${id} · Lease empty-sandbox · cancelled`);
    expect(await said("user1", "job list --state canceled")).toMatch(/^bad-input: .*Did you mean `cancelled`/);
  });
});

describe("the jobs of one large job", () => {
  it("are listed under it and nowhere else, to those whose business the whole is", async () => {
    const whole = await begin("user1");
    const record = await house.store.get(whole);
    if (!record) throw new Error("no such job");
    const { workflow, major, requester, origin } = record;
    const child = { id: "childa2345", title: "One of many", workflow, major, requester, origin, input: {} };
    await house.store.create({ ...child, parent: { jobId: whole, step: "all", round: 0, stopOn: [] } });
    expect(await said("user1", `job list --of ${whole}`)).toContain("childa2345 · One of many");
    expect(await said("user1", "job list")).not.toContain("One of many");
    expect(await said("user1", "job show childa2345")).toContain(`Part of job: \`${whole}\``);
    expect(await said("user2", `job list --of ${whole}`)).toMatch(/^role-too-low/);
    expect(await said("user1", `job list --of ${whole} --state failed`)).toContain("has none that is failed");
    expect(await said("manager1", `job list --all --of ${whole}`)).toMatch(/^bad-input/);
    expect(await said("user1", `job list --of ${whole.slice(0, 6)}`)).toContain(`/isb job list --of ${whole}`);
  });
});

describe("a dry run", () => {
  it("is begun as one, and shown as one", async () => {
    const reply = await house.ask("user3", "lease assign empty-sandbox --dry-run");
    const id = reply.kind === "started" ? reply.jobId : "";
    expect(await house.jobs.get(id)).toMatchObject({ dryRun: true });
    expect(await said("user3", "job list")).toContain(`${id} · Dry run: Lease empty-sandbox`);
  });
});

describe("the forms", () => {
  const offered = async (who: string, source: string): Promise<string[]> => {
    const nobody = async () => [];
    const optionsFor = createChoices({
      templates: nobody,
      ownLeases: nobody,
      allLeases: nobody,
      jobs: async (filter) => (await house.jobs.list(filter)).jobs,
      people: nobody,
    });
    const person = await house.whoIs(personOf(who).slackId, "T0ESTATE", undefined, { fresh: false });
    return (await optionsFor(source, person, "")).map(({ value }) => String(value));
  };

  it("offer jobs that can be cancelled or can go on, of others to admins only", async () => {
    const [running, stopping, parked] = [await begin("user3"), await begin("user3"), await begin("user3")];
    await house.ask("user3", `job cancel ${stopping}`);
    await end(parked, { ...failed, state: "parked" });
    const own = await offered("user3", "jobs-under-way");
    expect(own).toEqual(expect.arrayContaining([running, parked]));
    expect(own).not.toContain(stopping);
    expect(await offered("user3", "jobs-stopped")).toContain(parked);
    expect(await offered("user3", "jobs-stopped")).not.toContain(running);
    for (const who of ["user1", "manager1"]) expect(await offered(who, "jobs-under-way"), who).not.toContain(running);
    expect(await offered("admin1", "jobs-under-way")).toContain(running);
  });
});
