import { ListSkeleton } from '../../ui/Skeleton.tsx';

interface NoteTabProps {
  /** The ledger of the row, whose rights the note has. */
  readonly ledger: string;
  readonly row: string;
  readonly mayWrite: boolean;
}

/** The note of one row: rich text that several people write at once. */
export default function NoteTab(_: NoteTabProps) {
  return <ListSkeleton />;
}
