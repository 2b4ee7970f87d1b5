import { expect } from "vitest";
import { portalUrl, roleArns } from "../../../sim/world/constants.ts";
import type { AwsEstate } from "../estate.ts";
import { errorOf, examplesOf } from "./example.ts";

const RoleArn = roleArns.organisation;

export const stsExamples = examplesOf("sts", {
  GetCallerIdentity: {
    passes: {},
    answers: { Account: "900000000002", Arn: expect.stringContaining("isb-bot-task") },
    refused: {},
    refusedTo: "a stranger",
    by: "InvalidClientTokenId",
  },
  AssumeRole: {
    passes: { RoleArn, RoleSessionName: "isb-bot" },
    answers: { Credentials: { AccessKeyId: expect.stringMatching(/^ASIA/), Expiration: expect.any(Date) } },
    refused: { RoleArn, RoleSessionName: "isb bot" },
    by: "ValidationError",
  },
});

/** admin2 has a lease and is in the admins' group. */
const signedIn = async (estate: AwsEstate) => {
  const { accessToken } = await estate.control("POST", "portal-token", { user: "admin2@example.gov.uk" });
  return { accessToken: String(accessToken) };
};
const stranger = { accessToken: "made-up" };

export const portalExamples = examplesOf("sso", {
  ListAccounts: {
    given: signedIn,
    passes: ({ accessToken }) => ({ accessToken, maxResults: 1 }),
    answers: { accountList: [expect.any(Object)], nextToken: expect.any(String) },
    refused: stranger,
    by: "UnauthorizedException",
  },
  ListAccountRoles: {
    given: signedIn,
    passes: ({ accessToken }) => ({ accessToken, accountId: "100000000006" }),
    answers: { roleList: expect.arrayContaining([expect.objectContaining({ roleName: "ndx_IsbUsersPS" })]) },
    refused: ({ accessToken }) => ({ accessToken, accountId: "100000000012" }),
    by: "ForbiddenException",
  },
  GetRoleCredentials: {
    given: signedIn,
    passes: ({ accessToken }) => ({ accessToken, accountId: "100000000006", roleName: "ndx_IsbUsersPS" }),
    answers: { roleCredentials: { accessKeyId: expect.stringMatching(/^ASIA/) } },
    refused: ({ accessToken }) => ({ accessToken, accountId: "100000000006", roleName: "Administrator" }),
    by: "ForbiddenException",
  },
  Logout: {
    given: signedIn,
    passes: ({ accessToken }) => ({ accessToken }),
    answers: {},
    after: {
      look: (estate, { accessToken }) => errorOf(estate.call("sso", "ListAccounts", { accessToken })),
      finds: "UnauthorizedException",
    },
    refused: stranger,
    by: "UnauthorizedException",
  },
});

const client = { clientName: "isb-bot", clientType: "public" };

const registered = async (estate: AwsEstate) => {
  const { clientId, clientSecret } = await estate.call("sso-oidc", "RegisterClient", client);
  return { clientId, clientSecret };
};

/** A sign-in that its person has agreed to. */
const agreed = async (estate: AwsEstate) => {
  const known = await registered(estate);
  const started = await estate.call("sso-oidc", "StartDeviceAuthorization", { ...known, startUrl: portalUrl });
  await estate.control("POST", "device", { userCode: started.userCode, user: "user1@example.gov.uk" });
  return { ...known, deviceCode: started.deviceCode };
};
const grantType = "urn:ietf:params:oauth:grant-type:device_code";

export const oidcExamples = examplesOf("sso-oidc", {
  RegisterClient: {
    passes: client,
    answers: { clientId: expect.any(String), clientSecretExpiresAt: expect.any(Number) },
    refused: { ...client, clientType: "confidential" },
    by: "InvalidClientMetadataException",
  },
  StartDeviceAuthorization: {
    given: registered,
    passes: (known) => ({ ...known, startUrl: portalUrl }),
    answers: { userCode: expect.stringMatching(/^[B-Z]{4}-[B-Z]{4}$/), expiresIn: 600, interval: 1 },
    refused: { clientId: "nobody", clientSecret: "nothing", startUrl: portalUrl },
    by: "InvalidClientException",
  },
  CreateToken: {
    given: agreed,
    passes: (known) => ({ ...known, grantType }),
    answers: { accessToken: expect.any(String), tokenType: "Bearer", expiresIn: 28_800 },
    refused: (known) => ({ ...known, grantType, deviceCode: "another" }),
    by: "InvalidGrantException",
  },
});
