import type { DeviceSignIn } from "../world/aws-shapes.ts";
import { portalUrl } from "../world/constants.ts";
import { openPortalSession, portalSessionMs } from "../world/portal-session.ts";
import { remember } from "../world/remember.ts";
import { devicePath } from "./device-page.ts";
import { AwsError } from "./errors.ts";
import { optional, text } from "./input.ts";
import type { Context, Operations } from "./operation.ts";

/** docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference: a client lasts 90 days, a device code 10 min, polled every 5 s at most. */
const clientLifeMs = 90 * 24 * 3_600_000;
const deviceCodeLifeMs = 600_000;
const pollEveryMs = 5_000;

const deviceGrant = "urn:ietf:params:oauth:grant-type:device_code";

/** RFC 8628 §3.5 and RFC 6749 §5.2: the error's own name beside AWS's. */
const refuse = (code: string, error: string, error_description: string) =>
  new AwsError(code, error_description, { error, error_description });

function insistOnClient({ world, wall, input }: Context): string {
  const clientId = text(input, "clientId");
  const client = world.state.identity.deviceClients.find((known) => known.clientId === clientId);
  if (!client || client.clientSecret !== input.clientSecret || client.expiresAt <= wall.now()) {
    throw refuse("InvalidClientException", "invalid_client", "Invalid client");
  }
  return clientId;
}

/** Takes note of the poll, and refuses one that comes too soon: each such makes the wait 5 s longer. */
function insistOnPatience(signIn: DeviceSignIn, now: number): void {
  const soon = signIn.polledAt !== undefined && now - signIn.polledAt < signIn.intervalMs;
  signIn.polledAt = now;
  if (!soon) return;
  signIn.intervalMs += pollEveryMs;
  throw refuse("SlowDownException", "slow_down", "Slow down");
}

/** IAM Identity Center's OIDC: a person signs in on another device, by the OAuth device flow. Its times are real ones. */
export const ssoOidc: Operations = {
  RegisterClient: ({ world, wall, input }) => {
    if (text(input, "clientType") !== "public") {
      throw refuse(
        "InvalidClientMetadataException",
        "invalid_client_metadata",
        "Only public clients can be registered",
      );
    }
    const client = {
      clientId: world.wireRandom.text(22),
      clientSecret: world.wireRandom.text(120),
      expiresAt: wall.now() + clientLifeMs,
    };
    const { identity } = world.state;
    identity.deviceClients = identity.deviceClients.filter(({ expiresAt }) => expiresAt > wall.now());
    remember(identity.deviceClients, client, "deviceClients");
    return {
      clientId: client.clientId,
      clientSecret: client.clientSecret,
      clientIdIssuedAt: Math.floor(wall.now() / 1000),
      clientSecretExpiresAt: Math.floor(client.expiresAt / 1000),
    };
  },
  StartDeviceAuthorization: (context) => {
    const { world, wall, input, url } = context;
    const clientId = insistOnClient(context);
    if (text(input, "startUrl").replace(/\/$/, "") !== portalUrl) {
      throw refuse("InvalidRequestException", "invalid_request", "Invalid start URL provided");
    }
    const letters = () => world.wireRandom.text(4, "BCDFGHJKLMNPQRSTVWXZ");
    const signIn: DeviceSignIn = {
      deviceCode: world.wireRandom.text(86),
      userCode: `${letters()}-${letters()}`,
      clientId,
      expiresAt: wall.now() + deviceCodeLifeMs,
      intervalMs: 1_000,
    };
    const { identity } = world.state;
    identity.deviceSignIns = [...identity.deviceSignIns.filter(({ expiresAt }) => expiresAt > wall.now()), signIn];
    // AWS shows its page at the start URL; here it stands beside the services.
    const verificationUri = `${url}${devicePath}`;
    return {
      deviceCode: signIn.deviceCode,
      userCode: signIn.userCode,
      verificationUri,
      verificationUriComplete: `${verificationUri}?user_code=${signIn.userCode}`,
      expiresIn: deviceCodeLifeMs / 1000,
      interval: signIn.intervalMs / 1000,
    };
  },
  CreateToken: (context) => {
    const { world, wall, input } = context;
    const clientId = insistOnClient(context);
    if (text(input, "grantType") !== deviceGrant) {
      throw refuse("UnsupportedGrantTypeException", "unsupported_grant_type", "Only the device flow is supported");
    }
    const { identity } = world.state;
    const code = optional(input, "deviceCode");
    const signIn = identity.deviceSignIns.find((each) => each.deviceCode === code && each.clientId === clientId);
    if (!signIn) throw refuse("InvalidGrantException", "invalid_grant", "Invalid device code provided");
    if (signIn.expiresAt <= wall.now()) throw refuse("ExpiredTokenException", "expired_token", "Device code expired");
    insistOnPatience(signIn, wall.now());
    if (signIn.denied) throw refuse("AccessDeniedException", "access_denied", "The person said no");
    if (signIn.userId === undefined) {
      throw refuse("AuthorizationPendingException", "authorization_pending", "Authorization pending");
    }
    identity.deviceSignIns = identity.deviceSignIns.filter((each) => each !== signIn);
    const { accessToken } = openPortalSession(world, { userId: signIn.userId, now: wall.now() });
    return { accessToken, tokenType: "Bearer", expiresIn: portalSessionMs / 1000 };
  },
};
