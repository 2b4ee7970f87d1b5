import { z } from "zod";
import { limits } from "../limits.ts";
import { actionId, confirm, conversationFilter, option, optionGroups, options, plainText } from "./compositions.ts";
import { elementPage, named } from "./named.ts";

export const placeholder = named("placeholder", elementPage("select-menu"), plainText(limits.placeholder));

const menu = {
  action_id: actionId.optional(),
  confirm: confirm.optional(),
  focus_on_load: z.boolean().optional(),
  placeholder: placeholder.optional(),
};
const multi = {
  ...menu,
  max_selected_items: named("max_selected_items", elementPage("multi-select-menu"), z.number().int().min(1)).optional(),
};
const listed = { options: options.optional(), option_groups: optionGroups.optional() };
const asked = {
  min_query_length: named("min_query_length", elementPage("select-menu"), z.number().int().min(0)).optional(),
};
const conversation = { filter: conversationFilter.optional(), default_to_current_conversation: z.boolean().optional() };
const respondable = { response_url_enabled: z.boolean().optional() };

const one = <Type extends string, Fields extends z.ZodRawShape>(type: Type, fields: Fields) =>
  named(type, elementPage("select-menu"), z.strictObject({ type: z.literal(type), ...menu, ...fields }));
const many = <Type extends string, Fields extends z.ZodRawShape>(type: Type, fields: Fields) =>
  named(type, elementPage("multi-select-menu"), z.strictObject({ type: z.literal(type), ...multi, ...fields }));

const ids = z.array(z.string()).optional();

/** Select menus, one schema per type. */
export const menus = {
  static_select: one("static_select", { ...listed, initial_option: option.optional() }),
  external_select: one("external_select", { ...asked, initial_option: option.optional() }),
  users_select: one("users_select", { initial_user: z.string().optional() }),
  conversations_select: one("conversations_select", {
    ...conversation,
    ...respondable,
    initial_conversation: z.string().optional(),
  }),
  channels_select: one("channels_select", { ...respondable, initial_channel: z.string().optional() }),
  multi_static_select: many("multi_static_select", { ...listed, initial_options: z.array(option).optional() }),
  multi_external_select: many("multi_external_select", { ...asked, initial_options: z.array(option).optional() }),
  multi_users_select: many("multi_users_select", { initial_users: ids }),
  multi_conversations_select: many("multi_conversations_select", { ...conversation, initial_conversations: ids }),
  multi_channels_select: many("multi_channels_select", { initial_channels: ids }),
} as const;
