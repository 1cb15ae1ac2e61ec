/** The server's base URL as the client sees it; what a proxy says of it counts only from a proxy that is trusted. */
import type { IncomingMessage } from 'node:http';
import { remember } from './remember.ts';
import { createIsTrusted } from './trusted-proxies.ts';

/** Base URL of a request without trailing slash. */
export type BaseUrlOf = (request: IncomingMessage) => string;

export interface BaseUrlOptions {
  /** Base URL of the server, where it is not what clients send as Host. */
  readonly baseUrl?: string | undefined;
  /** Addresses and subnets of proxies whose X-Forwarded-Proto, -Host and -Prefix count. */
  readonly trustedProxies?: readonly string[] | undefined;
}

/** The configured base URL, or as the client addressed us. */
export function createBaseUrlOf({ baseUrl, trustedProxies }: BaseUrlOptions): BaseUrlOf {
  if (baseUrl !== undefined) return () => baseUrl;
  // Without proxies a client's Host alone decides.
  const originOfHost = remember((host: string) => `http://${soundHost(host)}`);
  if (trustedProxies === undefined || trustedProxies.length === 0) {
    return ({ socket, headers: { host = '' } }) =>
      'encrypted' in socket ? `https://${soundHost(host)}` : originOfHost(host);
  }
  const isTrusted = createIsTrusted(trustedProxies);
  return request => {
    const { socket, headers } = request;
    const own = 'encrypted' in socket ? 'https' : 'http';
    const isProxied = isTrusted(socket.remoteAddress);
    const protocol = isProxied ? (firstOf(headers['x-forwarded-proto']) ?? own) : own;
    const host = (isProxied ? firstOf(headers['x-forwarded-host']) : undefined) ?? headers.host ?? '';
    const prefix = isProxied ? prefixOf(headers['x-forwarded-prefix']) : '';
    return `${protocol === 'https' ? 'https' : 'http'}://${soundHost(host)}${prefix}`;
  };
}

/** A Host that is none is not repeated. */
function soundHost(host: string): string {
  return isHost(host) ? host : 'localhost';
}

function isHost(text: string): boolean {
  return /^[A-Za-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-fA-F:.]+\](:\d{1,5})?$/.test(text);
}

/** A chain of proxies appends to these headers; the first is what the client sent. */
function firstOf(header: string | string[] | undefined): string | undefined {
  const text = typeof header === 'string' ? header.split(',', 1)[0]?.trim() : undefined;
  return text === '' ? undefined : text;
}

function prefixOf(header: string | string[] | undefined): string {
  const prefix = typeof header === 'string' ? header.replace(/(?<!\/)\/+$/, '') : '';
  return /^(\/[A-Za-z0-9._~-]+){1,8}$/.test(prefix) ? prefix : '';
}
