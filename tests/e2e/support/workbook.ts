// List files for the journeys: workbooks are the zone's own template with another first sheet, as a spreadsheet would save it.
import { crc32, inflateRawSync } from 'node:zlib';

interface Part {
  name: string;
  bytes: Buffer;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const DEFLATED = 8;

/** The parts of an archive, by its central directory. */
function partsOf(archive: Buffer): Part[] {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  const parts: Part[] = [];
  let at = archive.readUInt32LE(end + 16);
  while (archive.readUInt32LE(at) === CENTRAL) {
    const method = archive.readUInt16LE(at + 10);
    const size = archive.readUInt32LE(at + 20);
    const [name, extra, comment] = [28, 30, 32].map((place) => archive.readUInt16LE(at + place));
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const content = archive.subarray(start, start + size);
    parts.push({
      name: archive.toString('utf8', at + 46, at + 46 + (name ?? 0)),
      bytes: method === DEFLATED ? inflateRawSync(content) : content,
    });
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return parts;
}

/** What the local header and the central directory say alike: method 0 (stored), sizes and checksum. */
function facts({ name, bytes }: Part): Buffer {
  const written = Buffer.alloc(26);
  written.writeUInt16LE(20, 0);
  written.writeUInt32LE(crc32(bytes), 10);
  written.writeUInt32LE(bytes.length, 14);
  written.writeUInt32LE(bytes.length, 18);
  written.writeUInt16LE(Buffer.byteLength(name), 22);
  return written;
}

function number(value: number): Buffer {
  const written = Buffer.alloc(4);
  written.writeUInt32LE(value);
  return written;
}

function archiveOf(parts: readonly Part[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const file = Buffer.concat([number(LOCAL), facts(part), Buffer.from(part.name), part.bytes]);
    // Version made by; then the facts, no comment, first disk, no attributes, and where the file stands.
    const rest = Buffer.alloc(10);
    directory.push(
      Buffer.concat([
        number(CENTRAL),
        Buffer.from([20, 0]),
        facts(part),
        rest,
        number(at),
        Buffer.from(part.name),
      ]),
    );
    files.push(file);
    at += file.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, entries, end]);
}

/** The workbook with this put where the rows of its first sheet end. */
export function withRows(template: Buffer, rows: string, after = ''): Buffer {
  return archiveOf(
    partsOf(template).map(({ name, bytes }) =>
      name.endsWith('sheet1.xml')
        ? {
            name,
            bytes: Buffer.from(bytes.toString('utf8').replace('</sheetData>', `${rows}</sheetData>${after}`)),
          }
        : { name, bytes },
    ),
  );
}

/** A row of texts, as the third row of the sheet. */
export function textRow(cells: readonly string[]): string {
  const written = cells.map(
    (text, at) => `<c r="${String.fromCharCode(65 + at)}3" t="inlineStr"><is><t>${text}</t></is></c>`,
  );
  return `<row r="3">${written.join('')}</row>`;
}
