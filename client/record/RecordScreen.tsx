import type { Store } from '../store/store.ts';
import { StoreContext } from '../store/useStore.ts';

interface RecordScreenProps {
  readonly session: Store;
  readonly table: string;
  /** Id of the row, or `newRow`. */
  readonly row: string;
}

/** One row with all that belongs to it: beside the rows, or over the whole screen of a phone. */
export default function RecordScreen({ session }: RecordScreenProps) {
  return <StoreContext value={session}>{null}</StoreContext>;
}
