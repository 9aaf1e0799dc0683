import type { Store } from '../store/store.ts';
import { StoreContext } from '../store/useStore.ts';

interface BoardScreenProps {
  readonly session: Store;
  readonly table: string;
}

/** `/t/:table/board`: the rows of a table as cards, by what they have in a select column. */
export default function BoardScreen({ session }: BoardScreenProps) {
  return <StoreContext value={session}>{null}</StoreContext>;
}
