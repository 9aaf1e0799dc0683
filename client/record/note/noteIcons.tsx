import { Drawing, Lines } from '../../ui/icons.tsx';

/* The signs of the note's toolbar. */

export const BulletIcon = () => (
  <Drawing>
    <path d="M6 4h7.5M6 8h7.5M6 12h7.5" />
    <g fill="currentColor" stroke="none">
      <circle cx="2.8" cy="4" r="1.1" />
      <circle cx="2.8" cy="8" r="1.1" />
      <circle cx="2.8" cy="12" r="1.1" />
    </g>
  </Drawing>
);
export const NumberIcon = () => (
  <Lines d="M6.5 4h7M6.5 8h7M6.5 12h7M2 3l1-.6v3.2M1.9 11c0-1.4 2-1.2 2 0 0 .8-2 1.2-2 2.2h2" />
);
export const CheckListIcon = () => (
  <Lines d="M8 4.5h5.5M8 11.5h5.5M1.8 4.2 3 5.5l2.2-2.8M2 9.6h3.6v3.6H2z" />
);
export const QuoteIcon = () => <Lines d="M3 3v10M6.5 5h7M6.5 8h7M6.5 11h4.5" />;
export const BoldIcon = () => (
  <Drawing>
    <path
      strokeWidth="1.8"
      d="M4.5 3h4a2.4 2.4 0 0 1 0 4.8h-4zM4.5 7.8h4.7a2.6 2.6 0 0 1 0 5.2H4.5z"
    />
  </Drawing>
);
export const ItalicIcon = () => <Lines d="M6.5 3h5M4.5 13h5M9.3 3 6.7 13" />;
export const StrikeIcon = () => (
  <Lines d="M2.5 8h11M11.3 5.2C11 3.8 9.7 3 8 3 6 3 4.7 4 4.7 5.4c0 .9.5 1.6 1.4 2M4.6 10.6C4.9 12.1 6.2 13 8 13c2 0 3.4-1 3.4-2.5 0-.4-.1-.8-.3-1.1" />
);
export const LinkIcon = () => (
  <Lines d="M6.7 9.3a2.7 2.7 0 0 0 3.8 0l2.3-2.3A2.7 2.7 0 0 0 9 3.2L8 4.2M9.3 6.7a2.7 2.7 0 0 0-3.8 0L3.2 9A2.7 2.7 0 0 0 7 12.8l1-1" />
);
export const UndoIcon = () => <Lines d="M5.5 3 2.5 6l3 3M2.8 6h6.4a4 4 0 0 1 0 8H6" />;
export const RedoIcon = () => <Lines d="m10.5 3 3 3-3 3M13.2 6H6.8a4 4 0 0 0 0 8H10" />;
