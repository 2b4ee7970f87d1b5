import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";
import "../../../sim/slack/content.ts";
import "../../../sim/slack/validate/chunks.ts";
import "../../../sim/slack/validate/views.ts";
import { shapesByName } from "../../../sim/slack/validate/schemas/named.ts";

/** How @slack/types calls what we call by its `type`. */
const interfaces: Readonly<Record<string, string>> = {
  actions: "ActionsBlock",
  alert: "AlertBlock",
  card: "CardBlock",
  carousel: "CarouselBlock",
  container: "ContainerBlock",
  context: "ContextBlock",
  context_actions: "ContextActionsBlock",
  data_table: "DataTableBlock",
  divider: "DividerBlock",
  file: "FileBlock",
  header: "HeaderBlock",
  input: "InputBlock",
  markdown: "MarkdownBlock",
  plan: "PlanBlock",
  rich_text: "RichTextBlock",
  section: "SectionBlock",
  table: "TableBlock",
  task_card: "TaskCardBlock",
  video: "VideoBlock",
  column_settings: "TableBlockColumnSettings",
  button: "Button",
  checkboxes: "Checkboxes",
  datepicker: "Datepicker",
  datetimepicker: "DateTimepicker",
  email_text_input: "EmailInput",
  feedback_buttons: "FeedbackButtons",
  file_input: "FileInput",
  icon_button: "IconButton",
  users_select: "UsersSelect",
  multi_users_select: "MultiUsersSelect",
  static_select: "StaticSelect",
  multi_static_select: "MultiStaticSelect",
  conversations_select: "ConversationsSelect",
  multi_conversations_select: "MultiConversationsSelect",
  channels_select: "ChannelsSelect",
  multi_channels_select: "MultiChannelsSelect",
  external_select: "ExternalSelect",
  multi_external_select: "MultiExternalSelect",
  number_input: "NumberInput",
  overflow: "Overflow",
  plain_text_input: "PlainTextInput",
  radio_buttons: "RadioButtons",
  timepicker: "Timepicker",
  url_text_input: "URLInput",
  url_source: "URLSourceElement",
  workflow_button: "WorkflowButton",
  rich_text_input: "RichTextInput",
  rich_text_section: "RichTextSection",
  rich_text_list: "RichTextList",
  rich_text_quote: "RichTextQuote",
  rich_text_preformatted: "RichTextPreformatted",
  broadcast_leaf: "RichTextBroadcastMention",
  color_leaf: "RichTextColor",
  channel_leaf: "RichTextChannelMention",
  date_leaf: "RichTextDate",
  emoji_leaf: "RichTextEmoji",
  link_leaf: "RichTextLink",
  team_leaf: "RichTextTeamMention",
  text_leaf: "RichTextText",
  user_leaf: "RichTextUserMention",
  usergroup_leaf: "RichTextUsergroupMention",
  plain_text: "PlainTextElement",
  mrkdwn: "MrkdwnElement",
  raw_text: "RawTextElement",
  raw_number: "RawNumberElement",
  confirm: "Confirm",
  option: "PlainTextOption",
  overflow_option: "PlainTextOption",
  option_group: "OptionGroup",
  dispatch_action_config: "DispatchActionConfig",
  filter: "BaseConversationFilter",
  modal: "ModalView",
  home: "HomeView",
  markdown_text_chunk: "MarkdownTextChunk",
  plan_update_chunk: "PlanUpdateChunk",
  task_update_chunk: "TaskUpdateChunk",
  blocks_chunk: "BlocksChunk",
  attachment: "MessageAttachment",
  attachment_field: "MessageAttachmentField",
};

/** Where we hold another view than the package, and why. */
const differences: Readonly<Record<string, string>> = {
  "card.slack_icon: not in the package": "newer on the page, and taken by the validator",
  "card.subtext: not in the package": "newer on the page, and taken by the validator",
  "header.level: not in the package": "newer on the page",
  "emoji_leaf.skin_tone: not in the package": "on the page",
  "rich_text_list.offset: not in the package": "on the page",
  "rich_text_preformatted.language: not in the package": "on the page",
  "attachment.attachment_type: not in the package": "older pages tell apps to send it",
  "option.url: not with us": "the package gives it to every option, the page to those of an overflow menu only",
  "option.value: required with us": "the page requires it",
  "overflow_option.value: required with us": "the page requires it",
  "dispatch_action_config.trigger_actions_on: required with us": "without it the object says nothing",
};

test("every field of every type in @slack/types is known here, and required alike", () => {
  const shapes = shapesByName();
  const found = Object.entries(interfaces).flatMap(([name, slackName]) => {
    const fields = fieldsOf(slackName);
    const shape = shapes[name];
    const known = Object.keys(shape?.properties ?? {});
    return [
      ...known.filter((field) => !fields.has(field)).map((field) => `${name}.${field}: not in the package`),
      ...[...fields.keys()].filter((field) => !known.includes(field)).map((field) => `${name}.${field}: not with us`),
      ...[...fields]
        .filter(([field]) => known.includes(field))
        .filter(([field, isRequired]) => (shape?.required ?? []).includes(field) !== isRequired)
        .map(
          ([field, isRequired]) => `${name}.${field}: ${isRequired ? "required in the package" : "required with us"}`,
        ),
    ];
  });
  expect(found.toSorted()).toEqual(Object.keys(differences).toSorted());
});

const program = ts.createProgram([fileURLToPath(import.meta.resolve("@slack/types")).replace(/\.js$/, ".d.ts")], {
  noLib: true,
});
const checker = program.getTypeChecker();
const declarations = new Map<string, ts.InterfaceDeclaration>();
for (const file of program.getSourceFiles()) {
  if (!/types\/dist\/(block-kit|views|message-attachments|chunk)/.test(file.fileName)) continue;
  ts.forEachChild(file, (node) => {
    if (ts.isInterfaceDeclaration(node)) declarations.set(node.name.text, node);
  });
}

/** The fields of an interface, inherited ones too, and whether each is required. */
function fieldsOf(name: string): Map<string, boolean> {
  const declaration = declarations.get(name);
  if (declaration === undefined) throw new Error(`@slack/types has no ${name}`);
  const fields = checker.getTypeAtLocation(declaration).getProperties();
  return new Map(fields.map((field) => [field.name, (field.flags & ts.SymbolFlags.Optional) === 0]));
}
