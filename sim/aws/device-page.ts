import type { HttpRequest, HttpResponse } from "../http/server.ts";
import { strangeness } from "../http/strangers.ts";
import { answerSignIn, signInByCode } from "../world/device-sign-in.ts";
import type { World } from "../world/world.ts";
import type { Wall } from "./wall.ts";
import { escapeXml } from "./wire/query.ts";

export const devicePath = "/device";

const page = (status: number, body: string): HttpResponse => ({
  status,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Sign in on another device</title>
<style>:root { color-scheme: light dark } body { font: 1rem/1.5 system-ui; max-width: 32rem; margin: 3rem auto; padding: 0 1rem } label, button { display: block; margin-top: 1rem } input, select, button { font: inherit; padding: 0.4rem }</style>
</head>
<body><main><h1>Sign in on another device</h1>${body}</main></body>
</html>`,
});

/** The form; `says` is what was wrong with the last one. */
function form(world: World, { userCode, says = "" }: { userCode: string; says?: string }): HttpResponse {
  const people = world.state.identity.users.map(
    ({ userId, displayName, userName }) =>
      `<option value="${escapeXml(userId)}">${escapeXml(`${displayName} (${userName})`)}</option>`,
  );
  return page(
    says ? 400 : 200,
    `${says ? `<p role="alert"><strong>${escapeXml(says)}</strong></p>` : ""}
<p>Allow only a sign-in that you began yourself, and that shows this same code.</p>
<form method="post" action="${devicePath}">
<label for="code">Code</label><input id="code" name="userCode" required autocomplete="off" value="${escapeXml(userCode)}">
<label for="person">You are</label><select id="person" name="userId">${people.join("")}</select>
<button name="answer" value="allow">Allow access</button>
<button name="answer" value="deny">Deny access</button>
</form>`,
  );
}

/** The page on which a person agrees to a sign-in by its code; undefined for every other path. */
export function devicePage(
  { world, wall }: { world: World; wall: Wall },
  request: HttpRequest,
): HttpResponse | undefined {
  const { method, path, query, body } = request;
  if (path !== devicePath) return undefined;
  // Nobody shall agree by a form that another page sends for them.
  const stranger = strangeness(request);
  if (stranger !== undefined) return page(403, `<p role="alert">${escapeXml(stranger)}</p>`);
  if (method === "GET") return form(world, { userCode: new URLSearchParams(query).get("user_code") ?? "" });
  const given = new URLSearchParams(body);
  const [userCode, userId] = [given.get("userCode") ?? "", given.get("userId") ?? ""];
  const signIn = signInByCode(world, { userCode, now: wall.now() });
  if (!signIn) {
    return form(world, {
      userCode,
      says: `No sign-in waits with the code ${userCode}. It may be over ten minutes old.`,
    });
  }
  const person = world.state.identity.users.find((user) => user.userId === userId);
  if (!person) return form(world, { userCode, says: "Choose who you are." });
  const allow = given.get("answer") === "allow";
  answerSignIn(signIn, { userId, allow });
  world.changed();
  const who = escapeXml(person.displayName);
  return page(
    200,
    allow
      ? `<p>Done: the other device is signed in as ${who}. You can close this page.</p>`
      : `<p>Denied: the other device is not signed in as ${who}. You can close this page.</p>`,
  );
}
