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
  technologist 🧑‍💻 office_worker 🧑‍💼 superhero 🦸 pinching_hand 🤏 palms_up_together 🤲 left-facing_fist 🤛
  right-facing_fist 🤜 the_horns 🤘 spock-hand 🖖 i_love_you_hand_sign 🤟 speaking_head_in_silhouette 🗣️
  rolling_on_the_floor_laughing 🤣 smiling_face_with_3_hearts 🥰 face_with_rolling_eyes 🙄 face_with_cowboy_hat 🤠
  face_vomiting 🤮
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
  first_place_medal 🥇 second_place_medal 🥈 third_place_medal 🥉 sports_medal 🏅 medal 🎖️ film_frames 🎞️
  airplane_departure 🛫 airplane_arriving 🛬 racing_motorcycle 🏍️ scooter 🛴 snow_capped_mountain 🏔️ rain_cloud 🌧️
  snow_cloud 🌨️ lightning 🌩️ lion_face 🦁 unicorn_face 🦄 kiwifruit 🥝 glass_of_milk 🥛
  knife_fork_plate 🍽️ drum_with_drumsticks 🥁 shopping_trolley 🛒
  table_tennis_paddle_and_ball 🏓 badminton_racquet_and_shuttlecock 🏸 ice_hockey_stick_and_puck 🏒
  cricket_bat_and_ball 🏏 shopping_bags 🛍️ frame_with_picture 🖼️ house_buildings 🏘️ umbrella_on_ground ⛱️
  beach_with_umbrella 🏖️ waving_white_flag 🏳️ waving_black_flag 🏴 keycap_star *️⃣ eject ⏏️ middle_finger 🖕
  thunder_cloud_and_rain ⛈️ mostly_sunny 🌤️ barely_sunny 🌥️ partly_sunny_rain 🌦️ helmet_with_white_cross ⛑️
  scales ⚖️ coin 🪙 ladder 🪜 bucket 🪣 hook 🪝 dagger_knife 🗡️ knife 🔪 collision 💥 lab_coat 🥼 mechanical_arm 🦾
  shirt 👕 shoe 👞 car 🚗 boat ⛵ bee 🐝 flipper 🐬 feet 🐾 service_dog 🐕‍🦺 gb 🇬🇧
`;

/** The other way round: names of node-emoji 2.2.0 that Slack does not know, so that it shows them as they were written. */
export const notSlacks = `
  rofl partying smiling_face_with_three_hearts zany raised_eyebrow monocle star_struck cowboy_hat_face hugs roll_eyes
  thinking hand_over_mouth shushing symbols_over_mouth pleading hot cold vomiting woozy robot palms_up fist_left
  fist_right fu love_you metal vulcan_salute speaking_head policewoman guardswoman policeman
  labcoat lion unicorn kiwi_fruit milk_glass plate_with_cutlery cloud_with_rain cloud_with_snow cloud_with_lightning
  sun_behind_small_cloud sun_behind_large_cloud sun_behind_rain_cloud mountain_snow flight_departure flight_arrival
  medal_sports medal_military 1st_place_medal 2nd_place_medal 3rd_place_medal tickets drum kick_scooter motorcycle
  computer_mouse film_strip dagger framed_picture shopping shopping_cart spiral_calendar spiral_notepad ballot_box
  newspaper_roll white_flag black_flag pen fountain_pen crayon paintbrush stop_sign pause_button stop_button
  record_button next_track_button previous_track_button play_or_pause_button eject_button balance_scale radioactive
  biohazard frowning_face ping_pong ice_hockey field_hockey cricket badminton houses derelict_house
  parasol_on_ground beach_umbrella sleeping_bed artificial_satellite passenger_ship cloud_with_lightning_and_rain
  rescue_worker_helmet open_umbrella snowman_with_snow asterisk business_suit_levitating
`;

/** Roles that Slack names `male-…` and `female-…`, and node-emoji `man_…` and `woman_…`. */
export const roles =
  "judge pilot farmer cook student singer artist teacher factory_worker technologist office_worker mechanic scientist astronaut firefighter";

/** Names with a man or a woman in them that both know; the rest of those is node-emoji's alone. */
export const people =
  "man woman older_man older_woman two_men_holding_hands two_women_holding_hands pregnant_woman man_dancing man_with_turban man_with_gua_pi_mao ok_woman";
