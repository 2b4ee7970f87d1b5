import { json } from "../http/json.ts";
import type { HttpRequest, HttpResponse } from "../http/server.ts";
import { jwtSecret } from "../world/secrets.ts";
import type { World } from "../world/world.ts";
import { bearerToken, verifyToken } from "./token.ts";

const redirect = (location: string): HttpResponse => ({ status: 302, headers: { location }, body: "" });

/** ISB v1.2.14, SSO handler: whatever goes wrong is a page for a person, with the code of a success. */
const errorPage = (text: string): HttpResponse => ({
  status: 200,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: `<!doctype html><title>Innovation Sandbox</title><p>${text}</p>`,
});

/**
 * The web login of ISB v1.2.14, with no authoriser before it and no JSend: it sends browsers to Identity Center and back.
 * `status` reads the secret afresh each time, which makes it a way to ask whether one's own is current.
 */
export function createAuthRoutes({ world }: { world: World }) {
  async function status(request: HttpRequest): Promise<HttpResponse> {
    const token = bearerToken(request.headers.authorization);
    const proof = { secret: jwtSecret(world), now: world.clock.now() };
    const session = token && (await verifyToken(token, proof).catch(() => undefined));
    return json(
      200,
      session ? { authenticated: true, session } : { authenticated: false, message: "Not authenticated" },
    );
  }

  const routes: Record<string, (request: HttpRequest) => HttpResponse | Promise<HttpResponse>> = {
    "GET /auth/login": () => redirect(world.state.isb.configuration.auth.awsAccessPortalUrl),
    "POST /auth/login/callback": () =>
      errorPage("The sign-in could not be completed: no assertion of Identity Center."),
    "GET /auth/logout": () => redirect(world.state.isb.configuration.auth.webAppUrl),
    "GET /auth/login/status": status,
  };

  return (request: HttpRequest): HttpResponse | Promise<HttpResponse> =>
    routes[`${request.method} ${request.path}`]?.(request) ?? errorPage("There is no such page.");
}
