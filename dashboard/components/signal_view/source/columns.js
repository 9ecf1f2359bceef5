// What the service reduced to the width of the screen, as arrays for a plot. Pure functions.

// The middles of the columns: see docs/signals.md.
export function columnPlaces(count, from, reducedBy, step) {
  const places = new Float64Array(count);
  for (let i = 0; i < count; i += 1) places[i] = from + ((i + 0.5) * reducedBy - 0.5) * step;
  return places;
}

// Least and greatest value of each column one after the other, the nearer to the last value first, as one line. The two
// stand a quarter of the column apart from its middle: places in a plot with several curves must not occur twice.
export function zigzag(places, minimum, maximum, factor, width) {
  const x = new Float64Array(places.length * 2);
  const y = new Array(places.length * 2);
  let last = 0;
  for (let i = 0; i < places.length; i += 1) {
    const low = minimum[i] === null ? null : minimum[i] * factor;
    const high = maximum[i] === null ? null : maximum[i] * factor;
    const lowFirst = low === null || Math.abs(low - last) <= Math.abs(high - last);
    x[2 * i] = places[i] - width / 4;
    x[2 * i + 1] = places[i] + width / 4;
    y[2 * i] = lowFirst ? low : high;
    y[2 * i + 1] = lowFirst ? high : low;
    if (y[2 * i + 1] !== null) last = y[2 * i + 1];
  }
  return [x, y];
}

export function scaled(values, factor) {
  return values.map((value) => (value === null ? null : value * factor));
}

// Index of the place nearest to `x` in ascending `places`; -1 in an empty list.
export function nearestIndex(places, x) {
  let low = 0;
  let high = places.length - 1;
  if (high < 0) return -1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (places[middle] < x) low = middle;
    else high = middle;
  }
  return Math.abs(places[low] - x) <= Math.abs(places[high] - x) ? low : high;
}

// The highest local maximum of `values` within `tolerance` of `x`; null where there is none.
export function nearestPeak(places, values, x, tolerance) {
  let best = null;
  for (let i = Math.max(1, nearestIndex(places, x - tolerance)); i < places.length - 1 && places[i] <= x + tolerance; i += 1) {
    if (places[i] < x - tolerance || values[i] === null) continue;
    if (values[i] < (values[i - 1] ?? -Infinity) || values[i] < (values[i + 1] ?? -Infinity)) continue;
    if (best === null || values[i] > best.value) best = { x: places[i], value: values[i] };
  }
  return best;
}

// The median of what lies within `reach` of `x`.
export function medianAround(places, values, x, reach) {
  const near = values.filter((value, i) => value !== null && Math.abs(places[i] - x) <= reach).sort((a, b) => a - b);
  return near.length ? near[near.length >> 1] : 0;
}

// Value at `x`: the greatest of the nearest column; null outside.
export function valueAt(places, values, x) {
  const i = nearestIndex(places, x);
  if (i < 0) return null;
  const gap = places.length > 1 ? Math.abs(places[1] - places[0]) : Infinity;
  return Math.abs(places[i] - x) > 1.5 * gap ? null : values[i];
}

export function fromBase64(text) {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
