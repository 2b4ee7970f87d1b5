const field = "input, textarea, [contenteditable=true]";

/** The field that is to have the focus when a window opens: the one the app names (`focus_on_load`), else the first. */
export const firstField = (body: HTMLElement | null): HTMLElement | null | undefined =>
  body?.querySelector<HTMLElement>("[data-focus-on-load=true]") ?? body?.querySelector<HTMLElement>(field);

/** Whether the person is nowhere in particular: at the page or at a window as a whole, not at something in it. */
export const isFocusFree = (): boolean => document.activeElement?.matches("body, dialog, .dialog-body") ?? true;

/** The first field with something wrong in it. */
export const firstWrongField = (body: HTMLElement | null): HTMLElement | null | undefined =>
  body?.querySelector<HTMLElement>(`.input-invalid :is(${field})`);

/** The block ids of fields whose files are still on their way. */
export const uploadingIn = (body: HTMLElement | null): string[] =>
  [...(body?.querySelectorAll<HTMLElement>("[data-block-id]:has([data-uploading=true])") ?? [])].flatMap(
    (block) => block.dataset.blockId ?? [],
  );
