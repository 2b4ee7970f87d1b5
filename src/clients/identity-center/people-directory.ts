import {
  DescribeUserCommand,
  type DescribeUserResponse,
  GetUserIdCommand,
  type IdentitystoreClient,
} from "@aws-sdk/client-identitystore";
import { sameEmail } from "../../domain/email.ts";
import type { IdentityUser } from "../../domain/person.ts";
import type { FoundPerson } from "./identity-center.ts";
import { orMissing } from "./identity-problems.ts";

/** The two attributes of a user that are unique in a store (Identity Store API, GetUserId). */
const uniqueAttributes = ["userName", "emails.value"] as const;

const userOf = (answer: DescribeUserResponse): IdentityUser | undefined => {
  // Somebody switched off in Identity Center can sign in nowhere: for the bot they are not there.
  if (!answer.UserId || answer.UserStatus === "DISABLED") return undefined;
  const userName = answer.UserName ?? "";
  const email = answer.Emails?.find(({ Primary }) => Primary)?.Value ?? answer.Emails?.[0]?.Value ?? userName;
  return { id: answer.UserId, userName, email, displayName: answer.DisplayName ?? userName };
};

/** Who is in the identity store. */
export const createPeopleDirectory = ({
  client,
  storeId,
}: {
  client: IdentitystoreClient;
  storeId: () => Promise<string>;
}) => {
  const userById = async (id: string): Promise<IdentityUser | undefined> => {
    const question = new DescribeUserCommand({ IdentityStoreId: await storeId(), UserId: id });
    const answer = await orMissing("DescribeUser", client.send(question));
    return answer && userOf(answer);
  };

  const idBy = async (path: (typeof uniqueAttributes)[number], value: string): Promise<string | undefined> => {
    const question = new GetUserIdCommand({
      IdentityStoreId: await storeId(),
      AlternateIdentifier: { UniqueAttribute: { AttributePath: path, AttributeValue: value } },
    });
    return (await orMissing("GetUserId", client.send(question)))?.UserId;
  };

  const findByEmail = async (email: string): Promise<FoundPerson> => {
    const found = await Promise.all(uniqueAttributes.map((path) => idBy(path, email)));
    const [id, ...others] = new Set(found.filter((each) => each !== undefined));
    if (id === undefined) return { kind: "none" };
    if (others.length > 0) return { kind: "several" };
    const user = await userById(id);
    // Who an address belongs to decides rights: what the service found must also say so itself.
    const isTheirs = user && (sameEmail(user.userName, email) || sameEmail(user.email, email));
    return isTheirs ? { kind: "one", user } : { kind: "none" };
  };

  return { userById, findByEmail };
};
