export interface HandoverFacts {
  namespace: string;
  accountId: string;
  /** AWS access portal, `https://…/start`. */
  startUrl: string;
  /** Of Identity Center. */
  ssoRegion: string;
  permissionSet: string;
}

/** Opens the account's console, by way of the access portal's sign-in. */
export const consoleUrl = ({ startUrl, accountId, permissionSet }: HandoverFacts): string =>
  `${startUrl}/#/console?account_id=${accountId}&role_name=${encodeURIComponent(permissionSet)}`;

/** A block for `~/.aws/config`; after it, `aws sso login --profile <namespace>-sandbox-<account>` signs in. */
export const awsConfig = ({ namespace, accountId, startUrl, ssoRegion, permissionSet }: HandoverFacts): string =>
  [
    `[sso-session ${namespace}-sandbox]`,
    `sso_start_url = ${startUrl}`,
    `sso_region = ${ssoRegion}`,
    "sso_registration_scopes = sso:account:access",
    "",
    `[profile ${namespace}-sandbox-${accountId}]`,
    `sso_session = ${namespace}-sandbox`,
    `sso_account_id = ${accountId}`,
    `sso_role_name = ${permissionSet}`,
  ].join("\n");
