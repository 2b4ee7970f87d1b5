import type { World } from "../../world/world.ts";
import { AwsError } from "../errors.ts";
import { list, text } from "../input.ts";
import type { Input, Operations } from "../operation.ts";
import { pageAs } from "../paging.ts";
import { alone } from "./one-write.ts";
import { badToken, mostPerPage, notFound } from "./views.ts";

/** docs.aws.amazon.com/organizations/latest/userguide/orgs_tagging.html */
const mostTags = 50;

/** The account or OU whose tags are meant. */
function taggedOf(world: World, input: Input): { tags?: Record<string, string> } {
  const id = text(input, "ResourceId");
  const { accounts, units } = world.state.organisation;
  const account = accounts.find((known) => known.id === id);
  if (account) return account;
  const unit = units.find((known) => known.id === id);
  if (!unit) throw notFound.target();
  return unit;
}

const tagsOf = ({ tags }: { tags?: Record<string, string> }) => Object.entries(tags ?? {});

/** Tags on accounts and OUs. A key may be any word, so that tags are rewritten and never written into. */
export const tags: Operations = {
  TagResource: alone(({ world, input }) => {
    const tagged = taggedOf(world, input);
    const held = tagsOf(tagged);
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
    if (new Set([...held.map(([key]) => key), ...keys]).size > mostTags) {
      throw new AwsError(
        "ConstraintViolationException",
        "You have exceeded the number of tags allowed on this resource.",
        {
          Reason: "MAX_TAG_LIMIT_EXCEEDED",
        },
      );
    }
    tagged.tags = Object.fromEntries([...held, ...given.map(({ Key, Value }) => [Key, Value] as const)]);
    return {};
  }),
  UntagResource: alone(({ world, input }) => {
    const tagged = taggedOf(world, input);
    const gone = list<string>(input, "TagKeys");
    tagged.tags = Object.fromEntries(tagsOf(tagged).filter(([key]) => !gone.includes(key)));
    return {};
  }),
  ListTagsForResource: ({ world, input }) => {
    const held = tagsOf(taggedOf(world, input)).map(([Key, Value]) => ({ Key, Value }));
    return pageAs("Tags", held, { input: { NextToken: input.NextToken }, most: mostPerPage, badToken });
  },
};
