// Numbers and short texts as the reader's language writes them.

const UNITS = { time: "s", hz: "Hz", envelope: "Hz", order: "×" };

export class Format {
  constructor(language, words) {
    this.words = words;
    this.language = language === "zh" ? "zh-CN" : "en-GB";
  }

  // `value` with `digits` significant digits, grouped; a dash where there is none.
  number(value, digits = 4) {
    if (value === null || value === undefined || !Number.isFinite(value)) return "–";
    const size = Math.abs(value);
    if (size !== 0 && (size < 1e-3 || size >= 1e7)) return value.toExponential(Math.max(0, digits - 1));
    return new Intl.NumberFormat(this.language, { maximumSignificantDigits: digits }).format(value);
  }

  fixed(value, decimals) {
    if (value === null || value === undefined || !Number.isFinite(value)) return "–";
    return new Intl.NumberFormat(this.language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);
  }

  // A frequency, fine enough to tell lines apart that are `step` away from each other.
  place(value, step) {
    const decimals = step > 0 ? Math.min(6, Math.max(0, Math.ceil(-Math.log10(step)) + 1)) : 3;
    return this.fixed(value, decimals);
  }

  unit(axis) {
    return UNITS[axis];
  }

  date(text) {
    return new Date(text).toLocaleString(this.language, { dateStyle: "medium", timeStyle: "short" });
  }

  // A moment on an axis whose ticks are `step` seconds apart.
  moment(seconds, step) {
    const shown = step < 86400 ? { hour: "2-digit", minute: "2-digit", hour12: false } : { month: "short", day: "numeric" };
    return new Date(seconds * 1000).toLocaleString(this.language, shown);
  }

  // The service's text in both languages.
  pick(text) {
    if (!text) return "";
    return (this.language === "zh-CN" ? text.zh : text.en) || text.en || "";
  }

  // A word of the locale with `{name}` filled in.
  word(key, values = {}) {
    const text = this.words[key];
    if (text === undefined) throw new Error(`no word ${key}`);
    return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  }

  // What became of the values on the way to the screen.
  reduction(reducedBy, every) {
    if (!(reducedBy > 1.0001)) return every;
    return this.word("reduced", { count: this.number(Math.max(2, Math.round(reducedBy)), 3) });
  }
}
