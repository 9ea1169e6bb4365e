import type { Gathered } from '../../core/artifacts/failure.ts';
import { type HttpExchange, headerOf } from '../../core/artifacts/http-exchange.ts';
import type { Component } from '../../core/component.ts';
import { phpOf } from './components.ts';

/** The PHP that an answer names in its `X-Powered-By` header, as PHP does with `expose_php`; null where it does not. */
export function phpOfAnswer(answer: Gathered<HttpExchange>, source: string): Component | null {
  if (!answer.ok) return null;
  const printed = /\bPHP\/([\w.+~-]{1,60})/i.exec(
    headerOf(answer.value.headers, 'x-powered-by') ?? '',
  )?.[1];
  return printed === undefined ? null : phpOf(printed, { source, confidence: 90 });
}
