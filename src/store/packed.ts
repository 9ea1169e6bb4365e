import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Json } from '../core/json.ts';
import type { PackedJson } from './schema.ts';

/** Shorter texts gain nothing. */
const worthwhileLength = 1024;

/** A value as it is kept: JSON, compressed where it is long (zstd, RFC 8878). */
export function packed(value: Json): PackedJson {
  const text = JSON.stringify(value);
  return text.length < worthwhileLength ? text : zstdCompressSync(text);
}

/** The value again. Only this store ever writes such columns. */
export function unpacked(kept: PackedJson): Json {
  const text = typeof kept === 'string' ? kept : zstdDecompressSync(kept).toString('utf8');
  return JSON.parse(text) as Json;
}
