/** What somebody at the terminal asks for. */
export interface Ask {
  /** The text after `/isb`. */
  text: string;
  /** Email or Slack id of the person who asks. */
  as: string;
  /** `#name`, name or id of the channel it is asked in. */
  channel: string;
  /** What to answer when it waits for a person; absent: stop there. */
  answer?: "approve" | "deny";
  answerAs: string;
  json: boolean;
  /** Real ms until it stops watching. */
  waitMs: number;
}

/** What `--help` alone says. */
export const askUsage = `npm run isb -- <words>        asks /isb <words> in the local Slack, and shows what that person sees
  --as <email>                who asks (user1@example.gov.uk)
  --in <channel>              where (#general)
  --answer approve|deny       answer what it waits for
  --answer-as <email>         as whom (manager1@example.gov.uk)
  --json                      print what was seen as JSON
  --wait <seconds>            watch no longer than this (300)
The bot's own help: npm run isb -- help
Ends with 0 when it is done, 1 when it is not, 2 when a person must act.`;

const usage =
  "Its own flags: --as <email> --in <channel> --answer approve|deny --answer-as <email> --json --wait <seconds>; all other words go to /isb.";

/** Takes this command's own flags out of the words, wherever they stand before a bare `--`; `problem` says in a sentence what is wrong. */
export function readAsk(argv: readonly string[]): Ask | { problem: string } {
  const own = new Map([
    ["--as", "user1@example.gov.uk"],
    ["--in", "#general"],
    ["--answer", ""],
    ["--answer-as", "manager1@example.gov.uk"],
    ["--wait", "300"],
  ]);
  const words: string[] = [];
  let json = false;
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? "";
    if (word === "--") {
      words.push(...argv.slice(at));
      break;
    }
    const [flag = "", joined] = splitOnce(word);
    if (word === "--json") json = true;
    else if (!own.has(flag)) words.push(word);
    else {
      const value = joined ?? argv[++at];
      if (value === undefined || value === "") return { problem: `${flag} wants a value. ${usage}` };
      own.set(flag, value);
    }
  }
  const [as = "", channel = "", answer = "", answerAs = "", wait = ""] = own.values();
  if (answer !== "" && answer !== "approve" && answer !== "deny") {
    return { problem: `--answer is approve or deny, not ${answer}. ${usage}` };
  }
  if (!(Number(wait) > 0)) return { problem: `--wait wants seconds, not ${wait}. ${usage}` };
  const text = words.map(asTyped).join(" ");
  return { text, as, channel, answerAs, json, waitMs: Number(wait) * 1000, ...(answer === "" ? {} : { answer }) };
}

/** `--flag=value` in two; a word without `=` in one. */
function splitOnce(word: string): string[] {
  const at = word.indexOf("=");
  return at < 0 ? [word] : [word.slice(0, at), word.slice(at + 1)];
}

/** The shell took the quotes away; words that need them get them again, as somebody would type them in Slack. */
function asTyped(word: string): string {
  const [flag = "", value] = splitOnce(word);
  if (/^--[^\s"]+$/.test(flag) && value !== undefined) return `${flag}=${quoted(value)}`;
  return quoted(word);
}

function quoted(word: string): string {
  return word !== "" && !/\s|^["'“”„‟«»‘’‚‛]/u.test(word) ? word : `"${word.replaceAll(/[\\"]/g, "\\$&")}"`;
}
