export interface OriginHeaders {
  readonly origin?: string;
  readonly host?: string;
  readonly 'sec-fetch-site'?: string | readonly string[];
}

/**
 * True when a request comes from one of our own pages, or from no page at all: `Origin` must name
 * the host that was asked, or the public address. Browsers send it with every request that changes
 * something and with every WebSocket; programs that send neither it nor `Sec-Fetch-Site` hold no
 * cookie by accident.
 */
export const isOwnOrigin = (headers: OriginHeaders, publicUrl: string | null): boolean => {
  const { origin, host } = headers;
  if (origin === undefined) {
    const site = headers['sec-fetch-site'];
    return site === undefined || site === 'same-origin' || site === 'none';
  }
  if (publicUrl !== null && origin === publicUrl) return true;
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
};
