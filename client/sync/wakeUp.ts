/**
 * Calls when the browser says that there is a network again, or the page is looked at again: the
 * best moments to try. Answers how to stop. Outside of a page it never calls.
 */
export const onWakeUp = (listener: () => void): (() => void) => {
  if (typeof window === 'undefined' || typeof document === 'undefined') return () => {};
  const ifSeen = (): void => {
    if (document.visibilityState === 'visible') listener();
  };
  window.addEventListener('online', listener);
  document.addEventListener('visibilitychange', ifSeen);
  return () => {
    window.removeEventListener('online', listener);
    document.removeEventListener('visibilitychange', ifSeen);
  };
};
