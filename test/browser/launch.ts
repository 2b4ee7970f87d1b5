import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "playwright-core";

const usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Where Chromium is: `CHROMIUM_PATH`, or where Debian puts it. Throws with what to type when there is none. */
export function chromiumPath(env: NodeJS.ProcessEnv = process.env): string {
  const named = env.CHROMIUM_PATH;
  if (named !== undefined && !existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which is not there.`);
  const found = named ?? usual.find((path) => existsSync(path));
  if (found) return found;
  throw new Error(
    "The browser tests need Chromium. On Debian: apt-get install chromium. Elsewhere, set CHROMIUM_PATH to its binary.",
  );
}

/** A Chromium of its own, with an empty profile that goes when it is closed. */
export interface Browser {
  context: BrowserContext;
  close(): Promise<void>;
}

/** Starts Chromium without a window and without calling home. The size is the page's, in CSS pixels. */
export async function launchBrowser({ width = 1280, height = 860 } = {}): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), "isb-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    headless: true,
    viewport: { width, height },
    locale: "en-GB",
    timezoneId: "Pacific/Auckland",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  return {
    context,
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
