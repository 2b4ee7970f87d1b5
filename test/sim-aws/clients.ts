import * as cloudformation from "@aws-sdk/client-cloudformation";
import * as costExplorer from "@aws-sdk/client-cost-explorer";
import * as identitystore from "@aws-sdk/client-identitystore";
import * as organizations from "@aws-sdk/client-organizations";
import * as secretsManager from "@aws-sdk/client-secrets-manager";
import * as sqs from "@aws-sdk/client-sqs";
import * as sso from "@aws-sdk/client-sso";
import * as ssoAdmin from "@aws-sdk/client-sso-admin";
import * as ssoOidc from "@aws-sdk/client-sso-oidc";
import * as sts from "@aws-sdk/client-sts";
import { type Model, modelOf } from "../../sim/aws/model/model.ts";
import type { AwsService } from "../../sim/world/fault-catalogue.ts";

/** What every SDK client is built with. */
export interface SdkSettings {
  region: string;
  endpoint: string;
  maxAttempts: number;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
}

/** What an operation answers: the caller knows its shape. */
// biome-ignore lint/suspicious/noExplicitAny: one door for every operation of every service.
export type Answer = any;

interface Sends {
  send(command: object): Promise<Answer>;
}

/** An SDK package, by what all of them have in common. */
export type Sdk = Readonly<Record<string, unknown>>;

/** The services that have an SDK package: the package, and its client. */
export const sdks: Partial<Record<AwsService, { sdk: Sdk; open: (settings: SdkSettings) => Sends }>> = {
  cloudformation: {
    sdk: cloudformation,
    open: (settings) => new cloudformation.CloudFormationClient(settings) as Sends,
  },
  ce: { sdk: costExplorer, open: (settings) => new costExplorer.CostExplorerClient(settings) as Sends },
  identitystore: { sdk: identitystore, open: (settings) => new identitystore.IdentitystoreClient(settings) as Sends },
  organizations: { sdk: organizations, open: (settings) => new organizations.OrganizationsClient(settings) as Sends },
  secretsmanager: {
    sdk: secretsManager,
    open: (settings) => new secretsManager.SecretsManagerClient(settings) as Sends,
  },
  sqs: { sdk: sqs, open: (settings) => new sqs.SQSClient(settings) as Sends },
  sso: { sdk: sso, open: (settings) => new sso.SSOClient(settings) as Sends },
  "sso-admin": { sdk: ssoAdmin, open: (settings) => new ssoAdmin.SSOAdminClient(settings) as Sends },
  "sso-oidc": { sdk: ssoOidc, open: (settings) => new ssoOidc.SSOOIDCClient(settings) as Sends },
  sts: { sdk: sts, open: (settings) => new sts.STSClient(settings) as Sends },
};

/** Calls an operation as the SDK does; where there is no package, by a signed request. */
export async function call(
  settings: SdkSettings,
  service: AwsService,
  operation: string,
  input: object,
): Promise<Answer> {
  const known = sdks[service];
  if (!known) return callSigned(settings, modelOf(service), operation, input);
  const Command = known.sdk[`${operation}Command`] as new (input: object) => object;
  return known.open(settings).send(new Command(input));
}

/** A request signed by the SDK's own signer, for a service whose client nobody publishes here. */
async function callSigned(settings: SdkSettings, model: Model, operation: string, input: object): Promise<Answer> {
  const { endpointPrefix, signingName = endpointPrefix, targetPrefix, jsonVersion } = model;
  const signer = await new sts.STSClient(settings).config.signer({
    schemeId: "aws.auth#sigv4",
    signingName,
    signingRegion: "us-east-1",
    properties: {},
  } as never);
  const url = new URL(model.operations[operation]?.http?.requestUri ?? "/", settings.endpoint);
  const { headers } = await signer.sign({
    ...{ method: "POST", protocol: url.protocol, hostname: url.hostname, port: Number(url.port), path: url.pathname },
    headers: {
      host: url.host,
      "content-type": jsonVersion ? `application/x-amz-json-${jsonVersion}` : "application/json",
      ...(targetPrefix ? { "x-amz-target": `${targetPrefix}.${operation}` } : {}),
    },
    body: JSON.stringify(input),
  } as never);
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(input) });
  const answer = (await response.json()) as Answer;
  if (response.ok) return answer;
  throw Object.assign(new Error(answer.message ?? answer.Message), {
    name: answer.__type.split("#").at(-1),
    ...answer,
  });
}
