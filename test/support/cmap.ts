/**
 * @param font bytes of a TrueType or OpenType font
 * @returns the code points that it draws, by its Unicode `cmap` (formats 4 and 12, which every font of ours has)
 */
export function drawnBy(font: Uint8Array): ReadonlySet<number> {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const drawn = new Set<number>();
  const cmap = tableAt(view, 'cmap');
  if (cmap === null) return drawn;
  const count = view.getUint16(cmap + 2);
  for (let rank = 0; rank < count; rank += 1) {
    const record = cmap + 4 + rank * 8;
    const platform = view.getUint16(record);
    // 0: Unicode; 3 with encodings 1 and 10: Windows, Unicode.
    const isUnicode = platform === 0 || (platform === 3 && [1, 10].includes(view.getUint16(record + 2)));
    if (!isUnicode) continue;
    const at = cmap + view.getUint32(record + 4);
    const format = view.getUint16(at);
    if (format === 4) readSegments(view, at, drawn);
    else if (format === 12) readGroups(view, at, drawn);
  }
  return drawn;
}

function tableAt(view: DataView, name: string): number | null {
  const tables = view.getUint16(4);
  for (let rank = 0; rank < tables; rank += 1) {
    const record = 12 + rank * 16;
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((at) => view.getUint8(record + at)));
    if (tag === name) return view.getUint32(record + 8);
  }
  return null;
}

/** Format 4: segments of the basic plane; glyph 0 is the box of what is not drawn. */
function readSegments(view: DataView, at: number, drawn: Set<number>): void {
  const segments = view.getUint16(at + 6) / 2;
  const ends = at + 14;
  const starts = ends + segments * 2 + 2;
  const deltas = starts + segments * 2;
  const offsets = deltas + segments * 2;
  for (let rank = 0; rank < segments; rank += 1) {
    const end = view.getUint16(ends + rank * 2);
    const start = view.getUint16(starts + rank * 2);
    const delta = view.getUint16(deltas + rank * 2);
    const offset = view.getUint16(offsets + rank * 2);
    for (let code = start; code <= end && code !== 0xffff; code += 1) {
      const glyph =
        offset === 0
          ? code + delta
          : view.getUint16(offsets + rank * 2 + offset + (code - start) * 2) || -delta;
      if ((glyph & 0xffff) !== 0) drawn.add(code);
    }
  }
}

/** Format 12: groups of any plane. */
function readGroups(view: DataView, at: number, drawn: Set<number>): void {
  const groups = view.getUint32(at + 12);
  for (let rank = 0; rank < groups; rank += 1) {
    const group = at + 16 + rank * 12;
    const end = view.getUint32(group + 4);
    for (let code = view.getUint32(group); code <= end; code += 1) drawn.add(code);
  }
}
