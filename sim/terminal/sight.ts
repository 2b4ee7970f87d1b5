import type { Control } from "./control.ts";
import type { Reader } from "./directory.ts";
import type { Message, View } from "./wire.ts";

/** All that one person can read where they asked, at one moment. */
export interface Sight {
  /** Empty when it was asked in the direct messages. */
  channel: Message[];
  /** Their direct messages with the app. */
  dm: Message[];
  views: View[];
  /** True when the workspace is another one than at the beginning: all of the above is of that one then. */
  isAnew: boolean;
}

export interface Eyes {
  look(): Promise<Sight>;
}

/** Looks through one person's eyes, from now on: what stood there before is left out. */
export async function openEyes({
  control,
  reader,
  channel,
}: {
  control: Control;
  reader: Reader;
  channel: string;
}): Promise<Eyes> {
  /** The channel before the direct messages: the bot writes what a private answer speaks of before that answer. */
  async function lookAtAll() {
    const inChannel = channel === reader.dm ? [] : await control.messages(channel, reader.id);
    const dm = reader.dm === undefined ? [] : await control.messages(reader.dm, reader.id);
    const views = await control.views(reader.id);
    // Read last, so that nothing of a new workspace is taken for this one's.
    const history = (await control.state()).workspace?.history;
    return { channel: inChannel, dm, views, history };
  }

  const before = await lookAtAll();
  const old = {
    channel: new Set(before.channel.map(({ ts }) => ts)),
    dm: new Set(before.dm.map(({ ts }) => ts)),
    views: new Set(before.views.map(({ id }) => id)),
  };
  return {
    async look() {
      const now = await lookAtAll();
      return {
        channel: now.channel.filter(({ ts }) => !old.channel.has(ts)),
        dm: now.dm.filter(({ ts }) => !old.dm.has(ts)),
        views: now.views.filter(({ id }) => !old.views.has(id)),
        isAnew: now.history !== before.history,
      };
    },
  };
}
