/** The server's base URL as the client sees it; what a proxy says of it counts only from a proxy that is trusted. */
import type { Request } from 'express';

type IsTrusted = (address: string | undefined, hop: number) => boolean;

/** Base URL without trailing slash: the configured one, or as the client addressed us. */
export function baseUrlOf(request: Request, configured: string | undefined): string {
  if (configured !== undefined) return configured;
  // Express has read X-Forwarded-Proto and -Host where the peer is trusted. A Host that is none is not repeated.
  const protocol = request.protocol === 'https' ? 'https' : 'http';
  const host = (request.host as string | undefined) ?? '';
  const isHost = /^[A-Za-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-fA-F:.]+\](:\d{1,5})?$/.test(host);
  return `${protocol}://${isHost ? host : 'localhost'}${forwardedPrefix(request)}`;
}

function forwardedPrefix(request: Request): string {
  const isTrusted = request.app.get('trust proxy fn') as IsTrusted;
  const prefix = request.get('x-forwarded-prefix')?.replace(/\/+$/, '');
  if (prefix === undefined || !isTrusted(request.socket.remoteAddress, 0)) return '';
  return /^(\/[A-Za-z0-9._~-]+){1,8}$/.test(prefix) ? prefix : '';
}
