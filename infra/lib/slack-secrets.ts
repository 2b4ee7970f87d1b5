import { CfnOutput, RemovalPolicy } from "aws-cdk-lib";
import { CfnSecret, Secret } from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";

/** The bot's two Slack tokens (Socket Mode). Created without a value, so that no template, event or state file ever holds one. */
export const createSlackSecrets = (scope: Construct) => {
  const empty = (name: string, description: string) => {
    // Not the construct `Secret`: that one fills in a random value, and ECS would then start the bot with it.
    const made = new CfnSecret(scope, name, { description });
    made.applyRemovalPolicy(RemovalPolicy.RETAIN);
    new CfnOutput(scope, `${name}Arn`, { value: made.ref, description: `Put here: ${description}` });
    return Secret.fromSecretCompleteArn(scope, `${name}Reference`, made.ref);
  };
  return {
    botToken: empty("SlackBotToken", "The bot's Slack token, xoxb-…"),
    appToken: empty("SlackAppToken", "The bot's app-level Slack token for Socket Mode, xapp-…"),
  };
};
