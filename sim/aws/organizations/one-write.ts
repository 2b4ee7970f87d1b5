import type { World } from "../../world/world.ts";
import { AwsError } from "../errors.ts";
import type { Operation } from "../operation.ts";

/** What a write takes, real ms at the speed of 1: long enough to meet a second one. */
const writeMs = 100;

const writing = new WeakSet<World>();

/**
 * One write in the whole organisation at a time; who comes while it goes on is refused
 * (github.com/org-formation/org-formation-cli/issues/7, github.com/awslabs/aws-deployment-framework/issues/180).
 */
export const alone =
  (run: Operation): Operation =>
  async (context) => {
    const { world, wall } = context;
    if (writing.has(world)) {
      throw new AwsError(
        "ConcurrentModificationException",
        "AWS Organizations can't complete your request because it conflicts with another attempt to modify the same entity. Try again later.",
      );
    }
    writing.add(world);
    try {
      await new Promise<void>((resolve) => wall.after(writeMs / world.clock.speed, resolve));
      return await run(context);
    } finally {
      writing.delete(world);
    }
  };
