import { crc32, deflateRawSync } from 'node:zlib';

/** What is in an archive of a test, and the lies it tells. */
export interface ZipSample {
  readonly name: string;
  readonly text: string;
  /** What the directory says of the unpacked size, in bytes; the truth unless told otherwise. */
  readonly declared?: number;
}

/** A ZIP archive with deflated files (APPNOTE.TXT, 4.3). */
export function zipArchive(samples: readonly ZipSample[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text, declared } of samples) {
    const plain = Buffer.from(text);
    const packed = deflateRawSync(plain);
    // Version, flags, method, time, date, checksum, sizes, lengths of the name and of extras.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(plain), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(declared ?? plain.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, rest, Buffer.from(name)]),
    );
    files.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(samples.length, 8);
  end.writeUInt16LE(samples.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, ...directory, end]);
}
