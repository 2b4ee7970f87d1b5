import type { Locator, Page } from "playwright-core";

/** What a person does to one element of a form, and what the app is to be told of it. */
export interface Act {
  element: string;
  how: string;
  /** What a person does; `field` is the control that the label names. */
  set(field: Locator, page: Page): Promise<unknown>;
  /** The fields of the action, and of the element's value in the state. */
  gives: object;
}

export const act = (element: string, how: string, set: Act["set"], gives: object): Act => ({
  element,
  how,
  set,
  gives,
});
