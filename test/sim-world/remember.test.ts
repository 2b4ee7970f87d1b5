import { describe, expect, test } from "vitest";
import { put } from "../../sim/aws/sqs/queue.ts";
import { realWall } from "../../sim/aws/wall.ts";
import { createManualClock } from "../../sim/clock.ts";
import { createKeptAnswers } from "../../sim/isb/kept-answers.ts";
import { grantAccess } from "../../sim/world/identity-center.ts";
import { mostRemembered, remember } from "../../sim/world/remember.ts";
import type { WorldState } from "../../sim/world/shapes.ts";
import { createWorld, type World } from "../../sim/world/world.ts";

interface Growing {
  more(world: World, number: number): unknown;
  list(state: WorldState): readonly unknown[];
}

const move = (at: number) => ({ at, accountId: "100000000001", fromId: "ou-1", toId: "ou-2", by: "a test" });
const growing: Partial<Record<keyof typeof mostRemembered, Growing>> = {
  events: {
    more: (world, number) => world.publish({ detailType: "Some", detail: { number } }),
    list: ({ events }) => events.map(({ detail }) => detail.number),
  },
  moves: {
    more: (world, number) => world.moved(move(number)),
    list: ({ organisation }) => organisation.moves.map(({ at }) => at),
  },
  assignmentRequests: {
    more: (world, number) =>
      grantAccess(world, {
        accountId: String(number),
        permissionSetArn: "arn",
        principalType: "USER",
        principalId: "somebody",
      }),
    list: ({ identity }) => identity.assignmentRequests.map(({ grant }) => Number(grant.accountId)),
  },
  queueMessages: {
    more: (world, number) => {
      const [queue] = world.state.queues;
      if (queue) put({ world, wall: realWall }, queue, { body: String(number) });
    },
    list: ({ queues }) => queues[0]?.messages.map(({ body }) => Number(body)) ?? [],
  },
};

describe("what would grow without an end is forgotten from the front", () => {
  test.each(Object.entries(growing))("of %s", (name, { more, list }) => {
    const most = mostRemembered[name as keyof typeof mostRemembered];
    const world = createWorld({ clock: createManualClock() });
    for (let number = 1; number <= most + 3; number += 1) more(world, number);
    expect(list(world.state)).toHaveLength(most);
    expect([list(world.state)[0], list(world.state).at(-1)]).toEqual([4, most + 3]);
  });

  test.each(Object.entries(mostRemembered))("%s: at most %i, the last", (name, most) => {
    const list = Array.from({ length: most }, (_, index) => index);
    remember(list, most, name as keyof typeof mostRemembered);
    expect([list.length, list[0], list.at(-1)]).toEqual([most, 1, most]);
  });
});

test("answers that hold no more are forgotten, and one that is given again holds as long again", async () => {
  const clock = createManualClock();
  const answers = createKeptAnswers<boolean>({ clock, keepMs: 1_000 });
  answers.put("one", true);
  answers.put("two", false);
  await clock.advance(600);
  expect([answers.of("one"), answers.of("two"), answers.of("three")]).toEqual([true, false, undefined]);
  answers.put("one", false);
  await clock.advance(600);
  expect([answers.of("one"), answers.of("two"), answers.count()]).toEqual([false, undefined, 1]);
});
