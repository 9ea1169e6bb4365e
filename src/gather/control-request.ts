import { controlAddress } from '../analysis/control-answer.ts';
import { folderOf } from '../analysis/site-address.ts';
import {
  type HttpExchange,
  type HttpExchangeParams,
  pageParams,
} from '../core/artifacts/http-exchange.ts';

/** How a site is asked for a path that it cannot have: always the same way, so that one visit asks once. */
export function controlParams(home: HttpExchange): HttpExchangeParams {
  return pageParams(controlAddress(folderOf(home.url, home.finalUrl)), {
    maxBodyBytes: 256 * 1024,
  });
}
