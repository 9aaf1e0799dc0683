import type { ReactNode } from 'react';

/** Sixteen-pixel strokes in the colour of the text around them; silent for screen readers. */
export const Drawing = ({ children }: { readonly children: ReactNode }) => (
  <svg
    width="16"
    height="16"
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.3"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    {children}
  </svg>
);

/** One path of them. */
export const Lines = ({ d }: { readonly d: string }) => (
  <Drawing>
    <path d={d} />
  </Drawing>
);

export const SearchIcon = () => <Lines d="M7 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10Zm3.6-1.4L14 14" />;
export const PlusIcon = () => <Lines d="M8 3v10M3 8h10" />;
export const CloseIcon = () => <Lines d="m4 4 8 8M12 4l-8 8" />;
export const CheckIcon = () => <Lines d="m3 8.5 3.2 3L13 4.5" />;
export const ChevronIcon = () => <Lines d="m4.5 6.5 3.5 3.5 3.5-3.5" />;
export const PreviousIcon = () => <Lines d="m9.5 4.5-3.5 3.5 3.5 3.5" />;
export const NextIcon = () => <Lines d="m6.5 4.5 3.5 3.5-3.5 3.5" />;
export const MoreIcon = () => (
  <Drawing>
    <g fill="currentColor" stroke="none">
      <circle cx="3.5" cy="8" r="1.2" />
      <circle cx="8" cy="8" r="1.2" />
      <circle cx="12.5" cy="8" r="1.2" />
    </g>
  </Drawing>
);
export const TableIcon = () => <Lines d="M2.5 3h11v10h-11zM2.5 6.3h11M2.5 9.7h11M6.3 3v10" />;
export const CustomersIcon = () => (
  <Lines d="M6 7.4a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8ZM1.8 13.2c.3-2.5 2-3.8 4.2-3.8s3.9 1.3 4.2 3.8M10.6 3a2.3 2.3 0 0 1 0 4.2M12 9.7c1.4.5 2.1 1.7 2.3 3.5" />
);
export const FollowUpsIcon = () => (
  <Lines d="M2.5 3h11v7.6H7.4L4.6 13v-2.4H2.5zM5.2 5.7h5.6M5.2 8h3.6" />
);
export const DealsIcon = () => <Lines d="M2.5 3h3v10h-3zM6.5 3h3v6.6h-3zM10.5 3h3v3.6h-3z" />;
export const TasksIcon = () => <Lines d="M2.5 2.5h11v11h-11zM5.2 8l2 2 3.6-4" />;
export const BinIcon = () => (
  <Lines d="M2.5 4.3h11M6 4.3V2.5h4v1.8M4 4.3l.6 9.2h6.8l.6-9.2M6.7 7v3.8M9.3 7v3.8" />
);
export const PeopleIcon = CustomersIcon;
export const LedgerIcon = () => (
  <Lines d="M3.5 2.5h8a1 1 0 0 1 1 1v10h-8a1 1 0 0 1-1-1zM3.5 12.5a1 1 0 0 1 1-1h8M6 5.5h4" />
);
export const KeyIcon = () => (
  <Lines d="M5.3 13.4a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4ZM7.3 8.7 13.4 2.6M10.3 5.7l2 2M12.2 3.8l1.5 1.5" />
);
export const LanguageIcon = () => (
  <Lines d="M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM2 8h12M8 2c2 1.7 2.7 3.7 2.7 6S10 12.3 8 14c-2-1.7-2.7-3.7-2.7-6S6 3.7 8 2Z" />
);
export const ThemeIcon = () => (
  <Drawing>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" stroke="none" />
  </Drawing>
);
export const SignOutIcon = () => <Lines d="M6.5 2.5h-4v11h4M10.3 5l3 3-3 3M13 8H6.3" />;
export const CopyIcon = () => <Lines d="M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3" />;
export const OfflineIcon = () => (
  <Lines d="M2 2l12 12M4.6 6.4a3.3 3.3 0 0 0 .2 6.6h6.4M6.6 4.2a4 4 0 0 1 5.3 3.1 2.8 2.8 0 0 1 2.2 2.8c0 .6-.2 1.1-.5 1.6" />
);
export const LockIcon = () => <Lines d="M3.5 7h9v6.5h-9zM5.3 7V5a2.7 2.7 0 0 1 5.4 0v2" />;
export const WarningIcon = () => <Lines d="M8 2.3 14.3 13H1.7zM8 6.5v3M8 11.3v.1" />;
export const EyeIcon = () => (
  <Lines d="M1.5 8C3 5.2 5.3 3.8 8 3.8S13 5.2 14.5 8C13 10.8 10.7 12.2 8 12.2S3 10.8 1.5 8ZM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z" />
);
export const EyeOffIcon = () => (
  <Lines d="M2.5 2.5l11 11M6.2 4.1A6 6 0 0 1 8 3.8c2.7 0 5 1.4 6.5 4.2a9 9 0 0 1-1.9 2.4M10.2 11.8a6 6 0 0 1-2.2.4c-2.7 0-5-1.4-6.5-4.2A9 9 0 0 1 4 5.3M9.4 9.4a2 2 0 0 1-2.8-2.8" />
);
