import type { ReactNode } from "react";

interface Size {
  size?: number;
}

/** A 20 px line drawing in the text's colour; what it means is always said beside it, so it is hidden from readers. */
const drawing =
  (lines: ReactNode) =>
  ({ size = 18 }: Size) => (
    <svg
      aria-hidden="true"
      focusable="false"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {lines}
    </svg>
  );

const line = (path: string) => drawing(<path d={path} />);

export const Hash = line("M7.5 3 6 17M14 3l-1.5 14M3.5 7.5h14M2.5 12.5h14");
export const Lock = line("M5 9.5h10v7H5zM7 9.5V6.5a3 3 0 0 1 6 0v3");
export const House = line("M3 9.5 10 3.5l7 6M5 8.5v8h10v-8M8.5 16.5v-4h3v4");
export const Close = line("m5 5 10 10M15 5 5 15");
export const Chevron = line("m7.5 5 5 5-5 5");
export const Down = line("m5 7.5 5 5 5-5");
export const Menu = line("M3 5.5h14M3 10h14M3 14.5h14");
export const Eye = drawing(
  <>
    <path d="M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5Z" />
    <circle cx="10" cy="10" r="2.5" />
  </>,
);
export const Reply = line("M3 4.5h14v9.5H9l-4 3v-3H3z");
export const Dots = drawing(
  <>
    <circle cx="4" cy="10" r="1" fill="currentColor" />
    <circle cx="10" cy="10" r="1" fill="currentColor" />
    <circle cx="16" cy="10" r="1" fill="currentColor" />
  </>,
);
export const Send = line("M3.5 3.5 17 10 3.5 16.5 5.5 10zM5.5 10H11");
export const Alert = line("M10 3.5 18 17H2zM10 8.5v4M10 14.8v.1");
export const Check = line("m4.5 10.5 3.5 3.5 7.5-8");
export const Cross = line("m6 6 8 8M14 6l-8 8");
export const Slash = line("M3 3.5h14v13H3zM11.5 7l-3 6");
export const At = drawing(
  <>
    <circle cx="10" cy="10" r="3" />
    <path d="M13 10v1.2a2 2 0 0 0 4 0V10a7 7 0 1 0-2.8 5.6" />
  </>,
);
export const People = drawing(
  <>
    <circle cx="7.5" cy="7" r="2.5" />
    <path d="M2.5 16c.3-3 2.3-4.5 5-4.5s4.7 1.5 5 4.5M13 4.8a2.5 2.5 0 0 1 0 4.6M14.5 12c1.8.6 2.8 2 3 4" />
  </>,
);
export const File = line("M5 2.5h6.5L15 6v11.5H5zM11.5 2.5V6H15");
export const Plus = line("M10 4v12M4 10h12");
export const Bolt = line("M11 2.5 4.5 11.5H9L8.5 17.5 15.5 8.5H11z");
export const Bell = line("M5 14V9.5a5 5 0 0 1 10 0V14l1.5 1.5h-13zM8.5 17.5h3");
export const Phone = line("M6 2.5h8v15H6zM9 15h2");
export const Pulse = line("M2.5 10.5h3.5l2.5-6 3.5 11 2.5-5h3");
export const Pencil = line("M13.5 3.5l3 3L7.5 15.5 4 16l0.5-3.5zM11.5 5.5l3 3");
export const Bin = line("M4 5.5h12M8 5.5V3.5h4v2M5.5 5.5l1 11.5h7l1-11.5M8.5 8.5v5.5M11.5 8.5v5.5");
export const Chain = line(
  "M8.5 11.5a3 3 0 0 0 4.5 .3l2.5-2.5a3 3 0 0 0-4.3-4.3L10 6.2M11.5 8.5a3 3 0 0 0-4.5-0.3L4.5 10.7a3 3 0 0 0 4.3 4.3L10 13.8",
);
export const Copy = line("M7 7h9.5v9.5H7zM13 7V3.5H3.5V13H7");
export const Pause = line("M7 4.5v11M13 4.5v11");
export const Play = line("M6 4l10 6-10 6z");
export const ArrowDown = line("M10 4v12M5 11l5 5 5-5");
export const OutOf = line("M8 4.5H4v11.5h11.5V12M11 4h5v5M16 4l-7 7");
export const Chats = line("M3 4h10.5v7.5H8l-3 2.5v-2.5H3zM16 8v6.5h-1v2.5l-3-2.5H8.5");
export const Smile = drawing(
  <>
    <circle cx="10" cy="10" r="7" />
    <path d="M7 11.5c.6 1.3 1.7 2 3 2s2.4-.7 3-2M7.5 8v.1M12.5 8v.1" />
  </>,
);
export const Globe = drawing(
  <>
    <circle cx="10" cy="10" r="7" />
    <path d="M3 10h14M10 3c-5 4.5-5 9.5 0 14M10 3c5 4.5 5 9.5 0 14" />
  </>,
);
export const Info = drawing(
  <>
    <circle cx="10" cy="10" r="7.5" />
    <path d="M10 9.2v4.6M10 6.4v.1" />
  </>,
);
