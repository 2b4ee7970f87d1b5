/**
 * Names that Slack gives to emoji and node-emoji 2.2.0 does not, each before its character.
 * Slack's names are those of github.com/iamcal/emoji-data (docs.slack.dev/messaging/formatting-message-text, "Emoji").
 */
export const slackNames = `
  thumbsup 👍 thumbsdown 👎 hand ✋ punch 👊 runner 🏃 running 🏃 cop 👮 family 👪 dancers 👯 person_in_tuxedo 🤵
  robot_face 🤖 thinking_face 🤔 hugging_face 🤗 star-struck 🤩 partying_face 🥳 zany_face 🤪 satisfied 😆
  white_frowning_face ☹️ simple_smile 🙂 yawning_face 🥱 pleading_face 🥺 hot_face 🥵 cold_face 🥶 woozy_face 🥴
  face_with_monocle 🧐 face_with_raised_eyebrow 🤨 shushing_face 🤫 face_with_hand_over_mouth 🤭
  face_with_symbols_on_mouth 🤬 smiling_face_with_tear 🥲 saluting_face 🫡 melting_face 🫠 dotted_line_face 🫥
  face_with_peeking_eye 🫣 face_in_clouds 😶‍🌫️ face_with_spiral_eyes 😵‍💫
  face_palm 🤦 man-facepalming 🤦‍♂️ woman-facepalming 🤦‍♀️ shrug 🤷 man-shrugging 🤷‍♂️ woman-shrugging 🤷‍♀️
  technologist 🧑‍💻 male-technologist 👨‍💻 female-technologist 👩‍💻 office_worker 🧑‍💼 superhero 🦸 pinching_hand 🤏
  heart_hands 🫶 white_heart 🤍 brown_heart 🤎 heart_on_fire ❤️‍🔥 mending_heart ❤️‍🩹 hankey 💩 shit 💩
  large_red_square 🟥 large_orange_square 🟧 large_yellow_square 🟨 large_green_square 🟩 large_blue_square 🟦
  large_purple_square 🟪 large_brown_square 🟫 large_orange_circle 🟠 large_yellow_circle 🟡 large_green_circle 🟢
  large_purple_circle 🟣 large_brown_circle 🟤 moon 🌔 ringed_planet 🪐 ice_cube 🧊 lantern 🏮
  double_vertical_bar ⏸️ black_square_for_stop ⏹️ black_circle_for_record ⏺️ octagonal_sign 🛑
  black_right_pointing_triangle_with_double_vertical_bar ⏯️ black_right_pointing_double_triangle_with_vertical_bar ⏭️
  black_left_pointing_double_triangle_with_vertical_bar ⏮️ radioactive_sign ☢️ biohazard_sign ☣️
  heavy_exclamation_mark ❗ envelope ✉️ pencil 📝 book 📖 rolled_up_newspaper 🗞️ spiral_note_pad 🗒️
  spiral_calendar_pad 🗓️ ballot_box_with_ballot 🗳️ admission_tickets 🎟️ lower_left_ballpoint_pen 🖊️
  lower_left_fountain_pen 🖋️ lower_left_crayon 🖍️ lower_left_paintbrush 🖌️ three_button_mouse 🖱️ telephone ☎️
  scales ⚖️ coin 🪙 ladder 🪜 bucket 🪣 hook 🪝 dagger_knife 🗡️ knife 🔪 collision 💥 lab_coat 🥼 mechanical_arm 🦾
  shirt 👕 shoe 👞 car 🚗 boat ⛵ bee 🐝 flipper 🐬 feet 🐾 service_dog 🐕‍🦺 gb 🇬🇧
`;
