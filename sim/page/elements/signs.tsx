import type { ReactNode } from "react";

/** A 16 px line drawing in the text's colour; the control beside it says what it is, so it is hidden from readers. */
function Sign({ children }: { children: ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      className="sign"
      width="16"
      height="16"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {children}
    </svg>
  );
}

export const CalendarSign = () => (
  <Sign>
    <path d="M3 4.5h14v12.5H3zM3 8.5h14M6.5 2.5v4M13.5 2.5v4" />
  </Sign>
);
export const ClockSign = () => (
  <Sign>
    <circle cx="10" cy="10" r="7.5" />
    <path d="M10 5.5V10l3 2" />
  </Sign>
);
export const BinSign = () => (
  <Sign>
    <path d="M3.5 5.5h13M8 5.5v-2h4v2M5 5.5l.8 11.5h8.4L15 5.5M8.5 8.5v5.5M11.5 8.5v5.5" />
  </Sign>
);
export const ThumbUpSign = () => (
  <Sign>
    <path d="M3 9h3v8H3zM6 10l3.5-7c1.5 0 2 1 1.7 2.5L10.7 8H16c1 0 1.5.8 1.3 1.7l-1.3 6c-.2.8-.8 1.3-1.6 1.3H6" />
  </Sign>
);
export const ThumbDownSign = () => (
  <Sign>
    <path d="M3 11h3V3H3zM6 10l3.5 7c1.5 0 2-1 1.7-2.5L10.7 12H16c1 0 1.5-.8 1.3-1.7l-1.3-6c-.2-.8-.8-1.3-1.6-1.3H6" />
  </Sign>
);
export const UploadSign = () => (
  <Sign>
    <path d="M10 13V3.5M6 7l4-4 4 4M3 13v4h14v-4" />
  </Sign>
);
export const LinkSign = () => (
  <Sign>
    <path d="M8.5 11.5a3 3 0 0 0 4.3 .2l3-3a3 3 0 0 0-4.3-4.3l-1 1M11.5 8.5a3 3 0 0 0-4.3-.2l-3 3a3 3 0 0 0 4.3 4.3l1-1" />
  </Sign>
);
export const OrderedSign = () => (
  <Sign>
    <path d="M8 5h9M8 10h9M8 15h9M3 4l1.5-1v4M3 12.5h2.5L3 16.5h2.5" />
  </Sign>
);
export const BulletSign = () => (
  <Sign>
    <path d="M8 5h9M8 10h9M8 15h9M4 5h.1M4 10h.1M4 15h.1" />
  </Sign>
);
