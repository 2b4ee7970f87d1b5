/**
 * Slack's limits as data: characters and counts. Sources: docs.slack.dev/reference/block-kit and @slack/types 3.2.0;
 * where they differ, the comment says which was taken (read November 2026).
 */
export const limits = {
  message: {
    blocks: 50,
    text: 40_000,
    markdown: 12_000,
    tables: 1,
    charts: 2,
    attachments: 100,
    /** Not documented; found by posting markdown of growing length (github.com/slackapi/bolt-js/issues/2509). */
    blockText: 13_297,
    /** docs.slack.dev/messaging/message-metadata */
    metadataBytes: 16_000,
  },
  view: {
    blocks: 100,
    title: 24,
    submit: 24,
    close: 24,
    privateMetadata: 3_000,
    callbackId: 255,
    externalId: 255,
    /** "view_too_large" on docs.slack.dev/reference/methods/views.open */
    bytes: 250_000,
  },
  id: 255,
  text: 3_000,
  url: 3_000,
  altText: 2_000,
  section: { fields: 10, field: 2_000 },
  header: { text: 150, level: 4 },
  context: 10,
  actions: 25,
  contextActions: 5,
  input: { label: 2_000, hint: 2_000 },
  plan: { tasks: 50 },
  table: { rows: 100, columns: 20, characters: 10_000 },
  /** The page says 200 rows and 20,000 characters since autumn 2026; it said 100 and 10,000 before. */
  dataTable: { rows: 201, columns: 20, pageSize: 100, characters: 20_000 },
  chart: { title: 50, series: 6, segments: 6, points: 20, name: 20, axis: 50 },
  card: { title: 150, subtitle: 150, body: 200, actions: 3 },
  carousel: 10,
  container: { title: 150, blocks: 10 },
  video: { title: 200, author: 50, description: 200 },
  button: { text: 75, value: 2_000, accessibilityLabel: 75 },
  placeholder: 150,
  confirm: { title: 100, text: 300, button: 30 },
  /** `value`: 150 on the option object's page, 75 in @slack/types; the page is the newer. */
  option: { text: 75, value: 150, description: 75 },
  options: 100,
  optionGroups: 100,
  choices: 10,
  overflow: 5,
  plainTextInput: 3_000,
  richTextLines: 100,
  files: 10,
  indent: 8,
} as const;
