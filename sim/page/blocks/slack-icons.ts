import { emojiOf } from "../text/emoji.ts";

/** Slack's own icons whose name is not that of the emoji (Slack's name for it) that comes nearest. */
const nearest: Readonly<Record<string, string>> = {
  archive: "card_file_box",
  bot: "robot_face",
  call: "telephone_receiver",
  "caret-left": "arrow_backward",
  "caret-right": "arrow_forward",
  check: "heavy_check_mark",
  code: "computer",
  comment: "speech_balloon",
  copy: "page_with_curl",
  cube: "package",
  download: "inbox_tray",
  edit: "pencil2",
  "eye-closed": "see_no_evil",
  "eye-open": "eye",
  file: "page_facing_up",
  flag: "triangular_flag_on_post",
  folder: "file_folder",
  globe: "globe_with_meridians",
  help: "question",
  image: "frame_with_picture",
  info: "information_source",
  lightbulb: "bulb",
  map: "world_map",
  mobile: "iphone",
  "new-window": "arrow_upper_right",
  pin: "pushpin",
  plus: "heavy_plus_sign",
  refine: "level_slider",
  refresh: "arrows_counterclockwise",
  save: "floppy_disk",
  screen: "desktop_computer",
  share: "arrow_right_hook",
  sparkle: "sparkles",
  "star-filled": "star2",
  tag: "label",
  "thumbs-down": "-1",
  "thumbs-up": "+1",
  trash: "wastebasket",
  upload: "outbox_tray",
  user: "bust_in_silhouette",
};

/**
 * A character for one of Slack's icons (docs.slack.dev/reference/block-kit/composition-objects/slack-icon-object, read
 * November 2026); undefined for a name that is none.
 */
export const iconOf = (name: string): string | undefined => emojiOf(nearest[name] ?? name);
