import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Scene } from "./scene.ts";

/** The largest a picture may be, in bytes: they are part of every checkout. */
export const mostBytes = 150_000;

const schemes = ["light", "dark"] as const;

/** Notifications come and go by themselves: one picture would have them and the other not. */
const style = ".toasts { display: none; }";

/** Takes a scene in the light and in the dark. Answers each file with its size in bytes. */
export async function takePictures(
  { name, arrange }: Scene,
  folder: string,
): Promise<{ readonly file: string; readonly bytes: number }[]> {
  await mkdir(folder, { recursive: true });
  const page = await arrange();
  await page.bringToFront();
  await page.mouse.move(0, 0);
  const taken: { file: string; bytes: number }[] = [];
  for (const colorScheme of schemes) {
    const file = `${name}-${colorScheme}.png`;
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.screenshot({ path: join(folder, file), animations: "disabled", caret: "hide", style });
    taken.push({ file, bytes: (await stat(join(folder, file))).size });
  }
  await page.close();
  return taken;
}
