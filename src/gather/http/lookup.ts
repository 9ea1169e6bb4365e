import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup as systemLookup } from 'node:dns';
import type { AddressPolicy } from '../address-policy.ts';

type Callback = (
  error: NodeJS.ErrnoException | null,
  address: string | readonly LookupAddress[],
  family?: number,
) => void;

/** Resolves a name as `dns.lookup` does; a port so that tests can play the name server. */
export type Resolve = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Code of the error that a refused address raises. */
export const addressRefused = 'CARETAKER_ADDRESS_REFUSED';

/**
 * A resolver for one connection. The connection uses the very addresses that were judged here, so a
 * name that changes its answer between check and use (DNS rebinding) gains nothing.
 */
export function guardedLookup(
  policy: AddressPolicy,
  port: number,
  resolved: (addresses: readonly string[], refused: readonly string[]) => void,
  resolve: Resolve = systemLookup,
) {
  return (hostname: string, options: LookupOptions, callback: Callback): void => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '');
      const allowed = addresses.filter(({ address }) => policy(address, hostname, port));
      const refused = addresses.filter((entry) => !allowed.includes(entry));
      resolved(
        allowed.map(({ address }) => address),
        refused.map(({ address }) => address),
      );
      const [first] = allowed;
      if (!first) return callback(refusal(hostname, refused), '');
      if (options.all) return callback(null, allowed);
      callback(null, first.address, first.family);
    });
  };
}

function refusal(hostname: string, refused: readonly LookupAddress[]): NodeJS.ErrnoException {
  const addresses = refused.map(({ address }) => address).join(', ');
  const error: NodeJS.ErrnoException = new Error(
    `${hostname} resolves to ${addresses || 'nothing'}, which is not public`,
  );
  error.code = addressRefused;
  return error;
}
