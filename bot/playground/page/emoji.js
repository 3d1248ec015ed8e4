// Shortcodes that people type, as Discord names them: the ones that are used most.

const TABLE = `
smile 😄 smiley 😃 grinning 😀 grin 😁 laughing 😆 sweat_smile 😅 joy 😂 rofl 🤣 slight_smile 🙂 upside_down 🙃 wink 😉
blush 😊 innocent 😇 heart_eyes 😍 star_struck 🤩 kissing_heart 😘 yum 😋 stuck_out_tongue 😛 zany_face 🤪 hugging 🤗
thinking 🤔 zipper_mouth 🤐 face_with_raised_eyebrow 🤨 neutral_face 😐 expressionless 😑 no_mouth 😶 smirk 😏 unamused 😒
rolling_eyes 🙄 grimacing 😬 relieved 😌 pensive 😔 sleepy 😪 sleeping 😴 mask 😷 dizzy_face 😵 exploding_head 🤯
sunglasses 😎 nerd 🤓 confused 😕 worried 😟 frowning2 ☹️ open_mouth 😮 hushed 😯 astonished 😲 flushed 😳
pleading_face 🥺 fearful 😨 cold_sweat 😰 cry 😢 sob 😭 scream 😱 disappointed 😞 sweat 😓 weary 😩 tired_face 😫
yawning_face 🥱 triumph 😤 rage 😡 angry 😠 smiling_imp 😈 skull 💀 poop 💩 clown 🤡 ghost 👻 alien 👽 robot 🤖
smiley_cat 😺 heart_eyes_cat 😻 see_no_evil 🙈 hear_no_evil 🙉 speak_no_evil 🙊 kiss 💋 heart ❤️ orange_heart 🧡
yellow_heart 💛 green_heart 💚 blue_heart 💙 purple_heart 💜 black_heart 🖤 broken_heart 💔 two_hearts 💕 100 💯 anger 💢
boom 💥 dizzy 💫 sweat_drops 💦 dash 💨 speech_balloon 💬 zzz 💤 wave 👋 raised_hand ✋ ok_hand 👌 v ✌️
fingers_crossed 🤞 metal 🤘 point_left 👈 point_right 👉 point_up_2 👆 point_down 👇 thumbsup 👍 +1 👍 thumbsdown 👎 -1 👎
fist ✊ clap 👏 raised_hands 🙌 handshake 🤝 pray 🙏 muscle 💪 eyes 👀 eye 👁️ brain 🧠 shrug 🤷 facepalm 🤦 bow 🙇
dog 🐶 cat 🐱 mouse 🐭 rabbit 🐰 fox 🦊 bear 🐻 panda_face 🐼 lion_face 🦁 frog 🐸 owl 🦉 wolf 🐺 unicorn 🦄 bee 🐝
butterfly 🦋 snail 🐌 turtle 🐢 snake 🐍 octopus 🐙 whale 🐳 dolphin 🐬 fish 🐟 dragon 🐉 rose 🌹 sunflower 🌻
tulip 🌷 four_leaf_clover 🍀 maple_leaf 🍁 evergreen_tree 🌲 cactus 🌵 mushroom 🍄 apple 🍎 lemon 🍋 strawberry 🍓
cherries 🍒 pizza 🍕 hamburger 🍔 popcorn 🍿 cookie 🍪 cake 🍰 birthday 🎂 chocolate_bar 🍫 coffee ☕ tea 🍵 beer 🍺
beers 🍻 wine_glass 🍷 champagne 🍾 sunny ☀️ cloud ☁️ cloud_rain 🌧️ zap ⚡ snowflake ❄️ snowman ⛄ fire 🔥 ocean 🌊
rainbow 🌈 star ⭐ star2 🌟 sparkles ✨ full_moon 🌕 crescent_moon 🌙 first_quarter_moon 🌓 earth_africa 🌍
volcano 🌋 tent ⛺ house 🏠 castle 🏰 ship 🚢 sailboat ⛵ anchor ⚓ rocket 🚀 airplane ✈️ train 🚆 bike 🚲 hourglass ⌛
alarm_clock ⏰ watch ⌚ calendar 📅 tada 🎉 confetti_ball 🎊 balloon 🎈 gift 🎁 trophy 🏆 medal 🏅 soccer ⚽ dart 🎯
game_die 🎲 jigsaw 🧩 art 🎨 performing_arts 🎭 musical_note 🎵 notes 🎶 guitar 🎸 books 📚 book 📖 notebook 📓
scroll 📜 bookmark 🔖 newspaper 📰 pencil ✏️ pen_fountain 🖋️ memo 📝 paperclip 📎 pushpin 📌 mag 🔍 bulb 💡 candle 🕯️
flashlight 🔦 key 🔑 lock 🔒 unlock 🔓 hammer 🔨 gear ⚙️ link 🔗 bell 🔔 no_bell 🔕 mega 📣 envelope ✉️ inbox_tray 📥
package 📦 crown 👑 gem 💎 ring 💍 warning ⚠️ no_entry ⛔ x ❌ o ⭕ white_check_mark ✅ ballot_box_with_check ☑️
question ❓ exclamation ❗ bangbang ‼️ interrobang ⁉️ heavy_plus_sign ➕ heavy_minus_sign ➖ arrow_left ⬅️
arrow_right ➡️ arrow_up ⬆️ arrow_down ⬇️ back 🔙 soon 🔜 top 🔝 recycle ♻️ red_circle 🔴 green_circle 🟢 blue_circle 🔵
black_circle ⚫ white_circle ⚪ checkered_flag 🏁 white_flag 🏳️ pirate_flag 🏴‍☠️`;

const words = TABLE.trim().split(/\s+/);
const EMOJI = new Map(words.flatMap((name, index) => (index % 2 ? [] : [[name, words[index + 1]]])));
const PARTS = /(```[\s\S]*?```|`[^`\n]+`)|:([\w+-]+):/g;

/** What is sent: every known `:name:` outside of code is the emoji. */
export function withEmoji(text) {
  return text.replace(PARTS, (whole, code, name) => (code ? whole : (EMOJI.get(name) ?? whole)));
}

/** `{name, value}` of those whose name has these letters, those that begin so first. */
export function emojiLike(letters, most = 10) {
  const typed = letters.toLowerCase();
  const found = [...EMOJI].filter(([name]) => name.includes(typed)).sort(([one], [other]) => Number(other.startsWith(typed)) - Number(one.startsWith(typed)));
  return found.slice(0, most).map(([name, value]) => ({ name: `${value} :${name}:`, value }));
}
