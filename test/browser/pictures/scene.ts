import type { Page } from "playwright-core";

/** One thing worth a picture. Both pictures of it are taken of the same page, so that they differ in the colours alone. */
export interface Scene {
  /** The file's name, without `-light.png` and `-dark.png`. */
  name: string;
  /** Brings a page to where the picture is taken. */
  arrange(): Promise<Page>;
}
