import type { Identified, Standing } from "./surface.tsx";

/** What a control tells screen readers, and the form it stands in. */
export interface FieldProps {
  id: string | undefined;
  "aria-labelledby": string | undefined;
  "aria-label": string | undefined;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  "aria-required": true | undefined;
  /** The one field of a view that the app wants the focus in. */
  "data-focus-on-load": true | undefined;
}

/** A field for one date (`YYYY-MM-DD`) or one time (`HH:mm`); null is none. */
export interface DayOrTimeField {
  field: FieldProps;
  placeholder: string;
  value: string | null;
  /** Whether it may be left empty again. */
  canClear: boolean;
  onKeep(value: string | null): void;
}

/** The props of an element's control; `name` is said where no label stands beside it. */
export function fieldProps(at: Standing, element: Identified & { focus_on_load?: boolean }, name: string): FieldProps {
  return {
    id: at.controlId,
    "aria-labelledby": at.labelledBy,
    "aria-label": at.labelledBy ? undefined : name,
    "aria-describedby": at.describedBy,
    "aria-invalid": at.invalid || undefined,
    "aria-required": at.required || undefined,
    "data-focus-on-load": element.focus_on_load || undefined,
  };
}

/** The props of one of several controls of an element: its own name is said after the label's. */
export function partProps(field: FieldProps, id: string, name: string): FieldProps {
  const labelledBy = field["aria-labelledby"];
  return { ...field, id, "aria-label": name, "aria-labelledby": labelledBy && `${labelledBy} ${id}` };
}

/** The props with one more sentence that describes the control. */
export function describedAlso(field: FieldProps, id: string | undefined): FieldProps {
  const ids = [field["aria-describedby"], id].filter(Boolean).join(" ");
  return { ...field, "aria-describedby": ids || undefined };
}
