import { z } from "zod";
import { places } from "../places.ts";
import { buttons } from "./buttons.ts";
import { imageFields, mrkdwnObject, plainTextObject } from "./compositions.ts";
import { inputs } from "./inputs.ts";
import { menus } from "./menus.ts";
import { elementPage, named } from "./named.ts";

/** One schema per type that may stand inside a block. */
export const elements = {
  ...buttons,
  ...menus,
  ...inputs,
  image: named("image_element", elementPage("image"), z.strictObject({ type: z.literal("image"), ...imageFields })),
  plain_text: plainTextObject,
  mrkdwn: mrkdwnObject,
} as const;

type ElementType = keyof typeof elements;
/** What zod's union wants to know of its members; which they are differs by place. */
type Member = (typeof elements)["button"];

/** A schema for whatever may stand in one place of a block. */
export function elementIn(place: keyof typeof places) {
  const [first, ...rest] = places[place].map((type: ElementType) => elements[type]);
  return z.discriminatedUnion("type", [first as Member, ...(rest as Member[])]);
}
