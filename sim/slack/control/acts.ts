import { flagOf, type Json, objectOf, textOf } from "../json.ts";
import type { Parts } from "../parts.ts";
import { clickInMessage, clickInView } from "../person/click.ts";
import { closeView, leaveViews } from "../person/close.ts";
import { invite, joinChannel, leaveChannel } from "../person/come-and-go.ts";
import { typeCommand } from "../person/command.ts";
import { deleteMessage, editMessage } from "../person/edit.ts";
import { openHome } from "../person/open-home.ts";
import { askOptions } from "../person/options.ts";
import { react } from "../person/react.ts";
import { runStep } from "../person/run-step.ts";
import { takeShortcut } from "../person/shortcut.ts";
import { submitView } from "../person/submit.ts";
import { startUpload } from "../person/upload.ts";
import { writeMessage } from "../person/write.ts";

/** What a person can do, by the route that does it: `POST /_control/<name>` with JSON. */
export function actsOf(parts: Parts): Record<string, (body: Json) => unknown> {
  return {
    command: (body) =>
      typeCommand(parts, {
        ...who(body),
        command: textOf(body.command),
        text: textOf(body.text),
        ...named("thread_ts", body.thread_ts),
      }),
    message: (body) =>
      writeMessage(parts, {
        ...who(body),
        text: textOf(body.text),
        reply_broadcast: flagOf(body.reply_broadcast),
        ...named("thread_ts", body.thread_ts),
      }),
    edit: (body) => editMessage(parts, { ...who(body), messageTs: textOf(body.messageTs), text: textOf(body.text) }),
    delete: (body) => deleteMessage(parts, { ...who(body), messageTs: textOf(body.messageTs) }),
    react: (body) =>
      react(parts, {
        ...who(body),
        messageTs: textOf(body.messageTs),
        name: textOf(body.name),
        remove: flagOf(body.remove),
      }),
    shortcut: (body) =>
      takeShortcut(parts, {
        user: textOf(body.user),
        callback_id: textOf(body.callback_id),
        ...named("channel", body.channel),
        ...named("messageTs", body.messageTs),
      }),
    step: (body) =>
      runStep(parts, { user: textOf(body.user), callback_id: textOf(body.callback_id), inputs: body.inputs }),
    join: (body) => joinChannel(parts, who(body)),
    leave: (body) => leaveChannel(parts, who(body)),
    invite: (body) => invite(parts, { ...who(body), invited: textOf(body.invited) }),
    interact: (body) => {
      const { user, channel } = who(body);
      const act = { user, action: objectOf(body.action), values: body.values };
      if (body.viewId !== undefined) return clickInView(parts, { ...act, viewId: textOf(body.viewId) });
      return clickInMessage(parts, { ...act, channel, messageTs: textOf(body.messageTs) });
    },
    options: (body) =>
      askOptions(parts, {
        ...who(body),
        ...(body.viewId === undefined ? {} : { viewId: textOf(body.viewId) }),
        messageTs: textOf(body.messageTs),
        block_id: textOf(body.block_id),
        action_id: textOf(body.action_id),
        value: textOf(body.value),
      }),
    "view/submit": (body) =>
      submitView(parts, { user: textOf(body.user), viewId: textOf(body.viewId), values: body.values }),
    "view/close": (body) =>
      closeView(parts, { user: textOf(body.user), viewId: textOf(body.viewId), all: body.all === true }),
    "view/leave": (body) => leaveViews(parts, { user: textOf(body.user) }),
    upload: (body) => startUpload(parts, { user: textOf(body.user), name: textOf(body.name), bytes: body.bytes }),
    "open-home": (body) =>
      openHome(parts, { user: textOf(body.user), tab: body.tab === "messages" ? "messages" : "home" }),
  };
}

function who(body: Json): { user: string; channel: string } {
  return { user: textOf(body.user), channel: textOf(body.channel) };
}

/** A field that is only there when it was sent. */
function named<Name extends string>(name: Name, value: unknown): { [Key in Name]?: string } {
  const text = textOf(value);
  return (text === "" ? {} : { [name]: text }) as { [Key in Name]?: string };
}
