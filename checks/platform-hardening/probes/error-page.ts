import type { HttpExchange } from '../../../src/core/artifacts/http-exchange.ts';
import type { Exposure } from '../probe.ts';

const searchedLength = 256 * 1024;

/** What an error page of ASP.NET tells a stranger. Its status does not matter. */
export function errorPage({ body }: HttpExchange): Exposure | null {
  const text = body.text.slice(0, searchedLength);
  if (/<h1>An unhandled exception occurred while processing the request\.<\/h1>/.test(text)) {
    return {
      rule: 'error-page-detailed',
      title: 'The developer exception page is shown to visitors',
      evidence: 'the developer exception page of ASP.NET Core, with its stack trace',
    };
  }
  if (!/<H1>Server Error in '[^'<]{1,100}' Application\.<hr/i.test(text)) return null;
  const build = /ASP\.NET Version:\s{0,3}(\d{1,2}(?:\.\d{1,6}){1,3})/.exec(text)?.[1];
  const hasTrace = /<b>\s{0,5}Stack Trace:/i.test(text);
  if (build === undefined && !hasTrace) {
    return { rule: 'error-page-default', evidence: 'the error page of ASP.NET, without details' };
  }
  const told = [hasTrace ? 'a stack trace' : null, build ? `ASP.NET ${build}` : null];
  const shown = told.filter((part) => part !== null).join(' and ');
  return { rule: 'error-page-detailed', evidence: `an error page of ASP.NET with ${shown}` };
}
