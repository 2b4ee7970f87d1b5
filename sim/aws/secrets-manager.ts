import { secretVersion } from "../world/secrets.ts";
import { AwsError } from "./errors.ts";
import { seconds, text } from "./input.ts";
import type { Operations } from "./operation.ts";

/** AWS Secrets Manager. A secret id is a name, a whole ARN, or an ARN without its six random characters. */
export const secretsManager: Operations = {
  GetSecretValue: ({ world, input }) => {
    const id = text(input, "SecretId");
    const secret = world.state.secrets.find(({ name, arn }) => id === name || id === arn || id === arn.slice(0, -7));
    if (!secret) {
      throw new AwsError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }
    const { VersionId: wantedId, VersionStage: wantedStage } = input;
    const version =
      typeof wantedId === "string"
        ? secret.versions.find(({ versionId }) => versionId === wantedId)
        : secretVersion(secret, typeof wantedStage === "string" ? wantedStage : "AWSCURRENT");
    if (!version) {
      throw new AwsError(
        "ResourceNotFoundException",
        `Secrets Manager can't find the specified secret value for ${wantedId ? `VersionId: ${wantedId}` : `staging label: ${wantedStage}`}`,
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
};
