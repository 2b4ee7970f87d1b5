import { secretVersion } from "../world/secrets.ts";
import type { Secret } from "../world/shapes.ts";
import { AwsError } from "./errors.ts";
import { list, optional, seconds, text } from "./input.ts";
import type { Context, Input, Operations } from "./operation.ts";
import { pageAs } from "./paging.ts";

const missing = (what: string) =>
  new AwsError("ResourceNotFoundException", `Secrets Manager can't find the specified ${what}.`);

/** A secret id is a name, a whole ARN, or an ARN without its six random characters. */
function secretOf({ world, input }: Pick<Context, "world" | "input">): Secret {
  const id = text(input, "SecretId");
  const secret = world.state.secrets.find(({ name, arn }) => id === name || id === arn || id === arn.slice(0, -7));
  if (!secret) throw missing("secret");
  return secret;
}

const stagesOf = ({ versions }: Secret) =>
  Object.fromEntries(versions.map(({ versionId, stages }) => [versionId, stages] as const));

const createdAt = ({ versions }: Secret) => seconds(Math.min(...versions.map((version) => version.createdAt)));
const changedAt = ({ versions }: Secret) => seconds(Math.max(...versions.map((version) => version.createdAt)));

const secretView = (secret: Secret) => ({
  ARN: secret.arn,
  Name: secret.name,
  RotationEnabled: true,
  LastChangedDate: changedAt(secret),
  CreatedDate: createdAt(secret),
});

const paged = <T>(member: string, items: readonly T[], input: Input) =>
  pageAs(member, items, {
    input,
    badToken: () => new AwsError("InvalidNextTokenException", "The NextToken value is invalid."),
  });

/** The part of a name that `Filters` of the key `name` ask for, by how it begins. */
function beginnings(input: Input): readonly string[] {
  const filters = list<{ Key?: string; Values?: string[] }>(input, "Filters");
  const other = filters.find(({ Key }) => Key !== "name");
  if (other) throw new AwsError("InvalidParameterException", `The filter ${other.Key} is not supported.`);
  return filters.flatMap(({ Values = [] }) => Values);
}

/** AWS Secrets Manager. */
export const secretsManager: Operations = {
  GetSecretValue: (context) => {
    const secret = secretOf(context);
    const [wantedId, wantedStage] = [optional(context.input, "VersionId"), optional(context.input, "VersionStage")];
    const byId = secret.versions.find(({ versionId }) => versionId === wantedId);
    const version = wantedId === undefined ? secretVersion(secret, wantedStage ?? "AWSCURRENT") : byId;
    if (!version)
      throw missing(`secret value for ${wantedId ? `VersionId: ${wantedId}` : `staging label: ${wantedStage}`}`);
    if (wantedId !== undefined && wantedStage !== undefined && !version.stages.includes(wantedStage)) {
      throw new AwsError(
        "InvalidRequestException",
        "You provided a VersionStage that is not associated to the provided VersionId.",
      );
    }
    return {
      ARN: secret.arn,
      Name: secret.name,
      VersionId: version.versionId,
      SecretString: version.value,
      VersionStages: version.stages,
      CreatedDate: seconds(version.createdAt),
    };
  },
  DescribeSecret: (context) => {
    const secret = secretOf(context);
    return { ...secretView(secret), VersionIdsToStages: stagesOf(secret) };
  },
  ListSecrets: ({ world, input }) => {
    const wanted = beginnings(input);
    const named = world.state.secrets.filter(
      ({ name }) => wanted.length === 0 || wanted.some((beginning) => name.startsWith(beginning)),
    );
    return paged(
      "SecretList",
      named.map((secret) => ({ ...secretView(secret), SecretVersionsToStages: stagesOf(secret) })),
      input,
    );
  },
  ListSecretVersionIds: (context) => {
    const { arn: ARN, name: Name, versions } = secretOf(context);
    const views = versions.map(({ versionId: VersionId, stages: VersionStages, createdAt: at }) => ({
      ...{ VersionId, VersionStages },
      CreatedDate: seconds(at),
    }));
    return { ARN, Name, ...paged("Versions", views, context.input) };
  },
};
