import { describe, expect, it } from 'vitest';
import { describeError, failureOfError, isTlsFault } from '../../../src/gather/http/errors.ts';

const failed = (code: string, message = `connect ${code}`) =>
  Object.assign(new Error(message), { code });

describe('of several attempts to connect', () => {
  it.each([
    // A machine without IPv6: the way there is missing, and that says nothing about the server.
    [['ECONNREFUSED', 'ENETUNREACH'], 'connection-refused'],
    [['ENETUNREACH', 'ECONNREFUSED'], 'connection-refused'],
    [['ETIMEDOUT', 'ECONNREFUSED'], 'connection-refused'],
    [['ETIMEDOUT', 'EADDRNOTAVAIL'], 'timed-out'],
    [['EHOSTUNREACH', 'ENETUNREACH'], 'host-unreachable'],
    [['ENETUNREACH', 'ENETUNREACH'], 'network-down'],
  ])('%j the one that tells of the server counts: %s', (codes, code) => {
    const attempts = new AggregateError(
      codes.map((each) => failed(each)),
      'all failed',
    );
    expect(failureOfError(attempts).code).toBe(code);
    expect(failureOfError(new Error('request failed', { cause: attempts })).code).toBe(code);
  });
});

describe('an error', () => {
  it('of OpenSSL is told by its reason, without source files and thread ids', () => {
    const error = failed(
      'EPROTO',
      'write EPROTO 80CB:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/openssl/ssl/record.c:354:',
    );
    expect(describeError(error).message).toBe('TLS handshake failed: wrong version number');
    expect(isTlsFault(error)).toBe(true);
  });

  it.each([
    'CERT_HAS_EXPIRED',
    'CERT_REVOKED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
    'ERROR_IN_CERT_NOT_AFTER_FIELD',
  ])('%s is the fault of TLS', (code) => {
    expect(isTlsFault(failed(code))).toBe(true);
  });

  it.each(['ECONNRESET', 'ECONNREFUSED', 'ENOTFOUND', 'HPE_INVALID_CONSTANT', 'ETIMEDOUT'])(
    '%s is not',
    (code) => expect(isTlsFault(failed(code))).toBe(false),
  );

  it.each([
    ['EMFILE', 'out-of-resources'],
    ['EAI_AGAIN', 'host-not-resolved'],
    ['HPE_INVALID_HEADER_TOKEN', 'protocol-error'],
    ['HPE_HEADER_OVERFLOW', 'header-overflow'],
    ['ERR_INVALID_CHAR', 'internal'],
  ])('%s means %s', (code, meaning) => {
    expect(failureOfError(failed(code))).toEqual({ code: meaning, message: `connect ${code}` });
  });

  it('without a code, or of many lines, still makes one line', () => {
    expect(failureOfError(new Error('two\nlines'))).toEqual({
      code: 'internal',
      message: 'two lines',
    });
  });
});
