import type { World } from "../../world/world.ts";
import { AwsError } from "../errors.ts";
import { list, text } from "../input.ts";
import type { Input, Operations } from "../operation.ts";
import { pageAs } from "../paging.ts";
import { alone } from "./one-write.ts";
import { badToken, mostPerPage, notFound } from "./views.ts";

/** docs.aws.amazon.com/organizations/latest/userguide/orgs_tagging.html */
const mostTags = 50;

/** The tags of an account or OU, as they are kept. */
function tagsOf(world: World, input: Input): Record<string, string> {
  const id = text(input, "ResourceId");
  const { accounts, units } = world.state.organisation;
  const account = accounts.find((known) => known.id === id);
  if (account) return account.tags;
  const unit = units.find((known) => known.id === id);
  if (!unit) throw notFound.target();
  unit.tags ??= {};
  return unit.tags;
}

/** Tags on accounts and OUs. */
export const tags: Operations = {
  TagResource: alone(({ world, input }) => {
    const held = tagsOf(world, input);
    const given = list<{ Key: string; Value: string }>(input, "Tags");
    const keys = given.map(({ Key }) => Key);
    if (new Set(keys).size < keys.length) {
      throw new AwsError("InvalidInputException", "Tag keys must be unique.", { Reason: "DUPLICATE_TAG_KEY" });
    }
    if (keys.some((key) => key.toLowerCase().startsWith("aws:"))) {
      throw new AwsError("InvalidInputException", "System tags can't be added.", {
        Reason: "INVALID_SYSTEM_TAGS_PARAMETER",
      });
    }
    if (new Set([...Object.keys(held), ...keys]).size > mostTags) {
      throw new AwsError(
        "ConstraintViolationException",
        "You have exceeded the number of tags allowed on this resource.",
        {
          Reason: "MAX_TAG_LIMIT_EXCEEDED",
        },
      );
    }
    for (const { Key, Value } of given) held[Key] = Value;
    return {};
  }),
  UntagResource: alone(({ world, input }) => {
    const held = tagsOf(world, input);
    for (const key of list<string>(input, "TagKeys")) delete held[key];
    return {};
  }),
  ListTagsForResource: ({ world, input }) => {
    const held = Object.entries(tagsOf(world, input)).map(([Key, Value]) => ({ Key, Value }));
    return pageAs("Tags", held, { input: { NextToken: input.NextToken }, most: mostPerPage, badToken });
  },
};
