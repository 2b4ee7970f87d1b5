import type { SocketMode } from "../delivery/socket-mode.ts";
import { assistant } from "./assistant.ts";
import { blocks } from "./blocks.ts";
import { chat } from "./chat.ts";
import { chatScheduled } from "./chat-scheduled.ts";
import { chatStream } from "./chat-stream.ts";
import { chatUnfurl } from "./chat-unfurl.ts";
import { connections } from "./connections.ts";
import { conversations } from "./conversations.ts";
import { conversationsManage } from "./conversations-manage.ts";
import { conversationsMembers } from "./conversations-members.ts";
import { conversationsOpen } from "./conversations-open.ts";
import { files } from "./files.ts";
import { functions } from "./functions.ts";
import type { Methods } from "./method.ts";
import { pins } from "./pins.ts";
import { reactions } from "./reactions.ts";
import { users } from "./users.ts";
import { views } from "./views.ts";
import { workspace } from "./workspace.ts";

/** Every method this Slack has, with what is known of it. */
export function createMethods(socketMode: SocketMode | undefined): Methods {
  return {
    ...assistant,
    ...blocks,
    ...chat,
    ...chatScheduled,
    ...chatStream,
    ...chatUnfurl,
    ...connections(socketMode),
    ...conversations,
    ...conversationsManage,
    ...conversationsMembers,
    ...conversationsOpen,
    ...files,
    ...functions,
    ...pins,
    ...reactions,
    ...users,
    ...views,
    ...workspace,
  };
}
