// Cursors as lines at places: one line, its multiples, a centre with sidebands, or a period. Pure functions.

const MOST_HARMONICS = 60;
const SIDEBANDS = 6;
const LEAST_GAP_PX = 4;

// The lines of `cursor` between `low` and `high` on `width` pixels; each has `x`, its number `n` and a label.
export function cursorLines(cursor, low, high, width) {
  if (!cursor) return [];
  if (cursor.kind === "harmonic") return harmonics(cursor.x, low, high, width);
  if (cursor.kind === "sideband") return sidebands(cursor, low, high);
  if (cursor.kind === "period") return periods(cursor, low, high, width);
  return [{ x: cursor.x, n: 1, label: "" }];
}

function harmonics(x, low, high, width) {
  if (!(x > 0)) return [];
  const most = Math.min(MOST_HARMONICS, Math.floor(high / x));
  const dense = (x / (high - low)) * width < LEAST_GAP_PX;
  const lines = [];
  for (let n = 1; n <= most; n += 1) {
    if (n > 1 && (dense || n * x < low)) continue;
    lines.push({ x: n * x, n, label: `${n}×` });
  }
  return lines;
}

function sidebands({ x, spacing }, low, high) {
  const lines = [{ x, n: 0, label: "0" }];
  for (let n = 1; n <= SIDEBANDS && spacing > 0; n += 1) {
    lines.push({ x: x - n * spacing, n: -n, label: `−${n}` }, { x: x + n * spacing, n, label: `+${n}` });
  }
  return lines.filter((line) => line.x >= low && line.x <= high);
}

function periods({ x, spacing }, low, high, width) {
  if (!(spacing > 0)) return [{ x, n: 0, label: "" }];
  if ((spacing / (high - low)) * width < LEAST_GAP_PX) return [{ x, n: 0, label: "" }];
  const lines = [];
  for (let n = Math.ceil((low - x) / spacing); x + n * spacing <= high; n += 1) {
    lines.push({ x: x + n * spacing, n, label: n === 0 ? "" : String(n) });
  }
  return lines;
}

// Where line number `n` of the cursor is.
export function placeOfLine(cursor, n) {
  if (cursor.kind === "harmonic") return cursor.x * Math.max(1, n);
  if (cursor.kind === "sideband" || cursor.kind === "period") return cursor.x + n * (cursor.spacing || 0);
  return cursor.x;
}

// The cursor after its line number `n` was moved to `place`.
export function movedCursor(cursor, n, place) {
  if (cursor.kind === "harmonic") return { ...cursor, x: Math.max(1e-9, place / Math.max(1, n)), snapped: false };
  if ((cursor.kind === "sideband" || cursor.kind === "period") && n !== 0) {
    const spacing = (place - cursor.x) / n;
    return spacing > 0 ? { ...cursor, spacing, snapped: false } : cursor;
  }
  return { ...cursor, x: place, snapped: false };
}

// The multiples and sidebands of one line of a machine's part, for drawing over a plot.
export function faultLines(group, high) {
  const lines = [];
  if (!(group.frequency_hz > 0)) return lines;
  for (let n = 1; n <= group.harmonics && n * group.frequency_hz <= high; n += 1) {
    lines.push({ x: n * group.frequency_hz, n, side: 0 });
    for (let side = 1; group.sidebands_hz > 0 && side <= 2; side += 1) {
      lines.push({ x: n * group.frequency_hz - side * group.sidebands_hz, n, side: -side });
      lines.push({ x: n * group.frequency_hz + side * group.sidebands_hz, n, side });
    }
  }
  return lines;
}
