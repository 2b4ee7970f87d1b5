import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { setHouseStage } from "../house-stage.ts";
import { setStage } from "../stage.ts";
import { botScenes } from "./bot-scenes.ts";
import { sampleScenes } from "./sample-scenes.ts";
import { mostBytes, takePictures } from "./take.ts";

// `npm run pictures`: takes the pictures of docs/estate.md anew, all of them, light and dark.

const say = (line: string) => process.stdout.write(`${line}\n`);
const folder = fileURLToPath(new URL("../../../docs/pictures", import.meta.url));

/** Whether the system can draw emoji; true where nobody can tell, as on a Mac, which always can. */
function hasEmoji(): boolean {
  try {
    return /emoji/i.test(execFileSync("fc-list", { encoding: "utf8" }));
  } catch {
    return true;
  }
}

if (!hasEmoji()) {
  say("No emoji font is here: emoji will be empty boxes. On Debian: apt-get install fonts-noto-color-emoji");
}
const [house, sample] = [await setHouseStage(), await setStage()];
try {
  for (const scene of [...botScenes(house), ...sampleScenes(sample)]) {
    for (const { file, bytes } of await takePictures(scene, folder)) {
      say(`${file.padEnd(28)} ${Math.ceil(bytes / 1000)} kB`);
      if (bytes > mostBytes) throw new Error(`${file} is larger than ${mostBytes / 1000} kB.`);
    }
  }
} finally {
  await house.close();
  await sample.close();
}
