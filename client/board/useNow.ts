import { useEffect, useState } from 'react';

const hour = 3_600_000;

/** ms since 1970, looked at once an hour: enough for days. */
export const useNow = (): number => {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), hour);
    return () => clearInterval(timer);
  }, []);
  return now;
};
