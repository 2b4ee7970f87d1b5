import type { ReactNode } from "react";

/** A 20 px line drawing in the text's colour; what it means is always said beside it, so it is hidden from readers. */
function Drawing({ size = 18, children }: { size?: number | undefined; children: ReactNode }) {
  return (
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
      {children}
    </svg>
  );
}

interface Size {
  size?: number;
}

export const Hash = ({ size }: Size) => (
  <Drawing size={size}>
    <path d="M7.5 3 6 17M14 3l-1.5 14M3.5 7.5h14M2.5 12.5h14" />
  </Drawing>
);
export const Lock = ({ size }: Size) => (
  <Drawing size={size}>
    <path d="M5 9.5h10v7H5zM7 9.5V6.5a3 3 0 0 1 6 0v3" />
  </Drawing>
);
export const House = ({ size }: Size) => (
  <Drawing size={size}>
    <path d="M3 9.5 10 3.5l7 6M5 8.5v8h10v-8M8.5 16.5v-4h3v4" />
  </Drawing>
);
export const Close = ({ size }: Size) => (
  <Drawing size={size}>
    <path d="m5 5 10 10M15 5 5 15" />
  </Drawing>
);
export const Chevron = ({ size }: Size) => (
  <Drawing size={size}>
    <path d="m7.5 5 5 5-5 5" />
  </Drawing>
);
export const Down = ({ size }: Size) => (
  <Drawing size={size}>
    <path d="m5 7.5 5 5 5-5" />
  </Drawing>
);
export const Menu = ({ size }: Size) => (
  <Drawing size={size}>
    <path d="M3 5.5h14M3 10h14M3 14.5h14" />
  </Drawing>
);
export const Eye = ({ size }: Size) => (
  <Drawing size={size}>
    <path d="M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5Z" />
    <circle cx="10" cy="10" r="2.5" />
  </Drawing>
);
export const Reply = ({ size }: Size) => (
  <Drawing size={size}>
    <path d="M3 4.5h14v9.5H9l-4 3v-3H3z" />
  </Drawing>
);
export const Dots = ({ size }: Size) => (
  <Drawing size={size}>
    <circle cx="4" cy="10" r="1" fill="currentColor" />
    <circle cx="10" cy="10" r="1" fill="currentColor" />
    <circle cx="16" cy="10" r="1" fill="currentColor" />
  </Drawing>
);
export const Send = ({ size }: Size) => (
  <Drawing size={size}>
    <path d="M3.5 3.5 17 10 3.5 16.5 5.5 10zM5.5 10H11" />
  </Drawing>
);
export const Alert = ({ size }: Size) => (
  <Drawing size={size}>
    <path d="M10 3.5 18 17H2zM10 8.5v4M10 14.800v.1" />
  </Drawing>
);
export const Check = ({ size }: Size) => (
  <Drawing size={size}>
    <path d="m4.5 10.5 3.5 3.5 7.5-8" />
  </Drawing>
);
export const Cross = ({ size }: Size) => (
  <Drawing size={size}>
    <path d="m6 6 8 8M14 6l-8 8" />
  </Drawing>
);
export const Slash = ({ size }: Size) => (
  <Drawing size={size}>
    <path d="M3 3.5h14v13H3zM11.5 7l-3 6" />
  </Drawing>
);
export const At = ({ size }: Size) => (
  <Drawing size={size}>
    <circle cx="10" cy="10" r="3" />
    <path d="M13 10v1.2a2 2 0 0 0 4 0V10a7 7 0 1 0-2.800 5.600" />
  </Drawing>
);
export const People = ({ size }: Size) => (
  <Drawing size={size}>
    <circle cx="7.5" cy="7" r="2.5" />
    <path d="M2.5 16c.3-3 2.300-4.5 5-4.5s4.700 1.5 5 4.5M13 4.800a2.5 2.5 0 0 1 0 4.600M14.5 12c1.800.6 2.800 2 3 4" />
  </Drawing>
);
export const File = ({ size }: Size) => (
  <Drawing size={size}>
    <path d="M5 2.5h6.5L15 6v11.5H5zM11.5 2.5V6H15" />
  </Drawing>
);
