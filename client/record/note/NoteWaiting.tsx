import { useEffect, useState } from 'react';
import { ListSkeleton } from '../../ui/Skeleton.tsx';
import { ErrorState } from '../../ui/State.tsx';

interface NoteWaitingProps {
  readonly meaning: string;
  readonly onRetry: () => void;
}

/** The note of a row that was made this moment is there in the next: no alarm before that. */
const patience = 2_000;

/** The server does not give the note; it is asked again and again. */
export const NoteWaiting = ({ meaning, onRetry }: NoteWaitingProps) => {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), patience);
    return () => clearTimeout(timer);
  }, []);
  return isLong ? <ErrorState meaning={meaning} onRetry={onRetry} /> : <ListSkeleton />;
};
