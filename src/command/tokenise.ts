import type { Typed } from "./arg.ts";
import { type Atom, atomsOf } from "./atoms.ts";

export type Token =
  | { kind: "word"; typed: Typed; quoted: boolean }
  /** `--name`, with the value when it was joined by `=`. */
  | { kind: "option"; name: string; value?: Typed };

export type Tokens = { ok: true; tokens: Token[] } | { ok: false; unclosed: string };

// Phones and word processors turn quotes and double hyphens into these.
const smartDoubleQuotes = "“”„‟«»";
const doubleQuotes = `"${smartDoubleQuotes}`;
const singleQuotes = "'‘’‚‛";
const longDashes = "—–―‒−";

const isSpace = (atom: Atom | undefined): boolean => atom !== undefined && !atom.opaque && /\s/u.test(atom.text);
const isOneOf = (atom: Atom | undefined, characters: string): boolean =>
  atom !== undefined && !atom.opaque && characters.includes(atom.text);
const endsAt = (atoms: readonly Atom[], at: number): boolean => at >= atoms.length || isSpace(atoms[at]);

const typedOf = (atoms: readonly Atom[]): Typed => {
  const [only] = atoms;
  const text = atoms.map((atom) => atom.text).join("");
  return atoms.length === 1 && only?.slackId !== undefined ? { text, slackId: only.slackId } : { text };
};

interface Piece {
  typed: Typed;
  quoted: boolean;
  next: number;
}

/** A quote closes only before a space or the end, so that an apostrophe or a nested quote needs no care; `\"` and `\\` are for the rest. */
const quotedPiece = (atoms: readonly Atom[], from: number, quotes: string): Piece | undefined => {
  const inside: Atom[] = [];
  for (let at = from + 1; at < atoms.length; at += 1) {
    const atom = atoms[at] as Atom;
    const following = atoms[at + 1];
    if (isOneOf(atom, "\\") && isOneOf(following, `\\${doubleQuotes}${singleQuotes}`)) {
      inside.push(following as Atom);
      at += 1;
    } else if (isOneOf(atom, quotes) && endsAt(atoms, at + 1)) {
      return { typed: typedOf(inside), quoted: true, next: at + 1 };
    } else inside.push(atom);
  }
  return undefined;
};

const barePiece = (atoms: readonly Atom[], from: number): Piece => {
  let next = from;
  while (!endsAt(atoms, next)) next += 1;
  return { typed: typedOf(atoms.slice(from, next)), quoted: false, next };
};

const pieceAt = (atoms: readonly Atom[], from: number): Piece | undefined => {
  if (isOneOf(atoms[from], doubleQuotes)) {
    // Its own sort closes it first, so that the other sort can stand inside; a mixed pair is still a pair.
    const own = isOneOf(atoms[from], smartDoubleQuotes) ? smartDoubleQuotes : '"';
    return quotedPiece(atoms, from, own) ?? quotedPiece(atoms, from, doubleQuotes);
  }
  // A single quote that never closes is an apostrophe: 'tis.
  const single = isOneOf(atoms[from], singleQuotes) ? quotedPiece(atoms, from, singleQuotes) : undefined;
  return single ?? barePiece(atoms, from);
};

/** How many atoms of dashes open an option here; 0 when none does. */
const dashesAt = (atoms: readonly Atom[], at: number): number => {
  if (isOneOf(atoms[at], longDashes)) return isOneOf(atoms[at + 1], longDashes) ? 2 : 1;
  return isOneOf(atoms[at], "-") && isOneOf(atoms[at + 1], `-${longDashes}`) ? 2 : 0;
};

/** Splits a command's text as Slack sends it: quotes straight or smart, `--name=value`, dashes as phones write them, `--` ends the options. */
export const tokenise = (text: string): Tokens => {
  const atoms = atomsOf(text);
  const tokens: Token[] = [];
  let optionsOver = false;
  let at = 0;
  const rest = (from: number): string =>
    atoms
      .slice(from)
      .map((atom) => atom.text)
      .join("");
  while (at < atoms.length) {
    if (isSpace(atoms[at])) {
      at += 1;
      continue;
    }
    const dashes = optionsOver ? 0 : dashesAt(atoms, at);
    if (dashes > 0 && endsAt(atoms, at + dashes)) {
      optionsOver = true;
      at += dashes;
      continue;
    }
    if (dashes > 0) {
      let next = at + dashes;
      while (!endsAt(atoms, next) && !isOneOf(atoms[next], "=")) next += 1;
      const name = atoms
        .slice(at + dashes, next)
        .map((atom) => atom.text)
        .join("");
      if (!isOneOf(atoms[next], "=")) {
        tokens.push({ kind: "option", name });
        at = next;
        continue;
      }
      const value = pieceAt(atoms, next + 1);
      if (value === undefined) return { ok: false, unclosed: rest(next + 1) };
      tokens.push({ kind: "option", name, value: value.typed });
      at = value.next;
      continue;
    }
    const piece = pieceAt(atoms, at);
    if (piece === undefined) return { ok: false, unclosed: rest(at) };
    tokens.push({ kind: "word", typed: piece.typed, quoted: piece.quoted });
    at = piece.next;
  }
  return { ok: true, tokens };
};

const needsNoQuotes = /^[A-Za-z0-9@._+:/,=][A-Za-z0-9@._+:/,=-]*$/;
const wire = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** A value written so that `tokenise` reads it back as it is. */
export const printTyped = (typed: Typed): string => {
  if (typed.slackId !== undefined) return `<@${typed.slackId}>`;
  if (needsNoQuotes.test(typed.text)) return typed.text;
  return `"${wire(typed.text.replaceAll(/[\\"“”„‟«»]/g, "\\$&"))}"`;
};
