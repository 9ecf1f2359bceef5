// Colours and fonts of the plots, from the page's own theme, light or dark.

const LIGHT = {
  traces: ["#0b6b6b", "#b0500c", "#6a3fa0", "#2458b8"],
  other: "#8b96a0",
  cursor: "#c2185b",
  faults: { shaft: "#2458b8", bearing: "#9a4a00", gear: "#6a3fa0", blade: "#0a7036", belt: "#0a7036", mains: "#5c6670", motor: "#5c6670" },
  note: "#8a6100",
  noteShade: "rgba(214, 158, 0, 0.18)",
  bandShade: "rgba(11, 107, 107, 0.09)",
  evidence: "#c2185b",
};
const DARK = {
  traces: ["#4fc3c0", "#f2a15f", "#b99be6", "#84a9f5"],
  other: "#7d8894",
  cursor: "#ff7eb0",
  faults: { shaft: "#84a9f5", bearing: "#f2b263", gear: "#b99be6", blade: "#6fcf97", belt: "#6fcf97", mains: "#a9b4be", motor: "#a9b4be" },
  note: "#ffd166",
  noteShade: "rgba(255, 209, 102, 0.18)",
  bandShade: "rgba(79, 195, 192, 0.14)",
  evidence: "#ff7eb0",
};

export function lookOf(element) {
  const style = getComputedStyle(element);
  const variable = (name, fallback) => style.getPropertyValue(name).trim() || fallback;
  const background = variable("--st-background-color", "#ffffff");
  const dark = luminance(background) < 0.35;
  const family = 'system-ui, "Noto Sans", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';
  return {
    ...(dark ? DARK : LIGHT),
    dark,
    background,
    text: dark ? "#c9d3db" : "#43525a",
    grid: dark ? "rgba(255,255,255,0.10)" : "rgba(30,50,60,0.10)",
    halo: dark ? "rgba(14,17,23,0.78)" : "rgba(255,255,255,0.82)",
    font: `11px ${family}`,
    labelFont: `11px ${family}`,
    smallFont: (ratio) => `${10 * ratio}px ${family}`,
    signature: `${dark}`,
  };
}

function luminance(colour) {
  const probe = document.createElement("canvas").getContext("2d");
  probe.fillStyle = colour;
  const hex = probe.fillStyle;
  if (!hex.startsWith("#")) return 1;
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

// Cividis (Nuñez, Anderton & Renslow 2018), made to look alike to people who see colours in another way.
const CIVIDIS = [
  [0, 32, 76], [0, 42, 102], [24, 52, 110], [54, 62, 108], [74, 72, 107], [92, 83, 109], [108, 93, 112], [124, 104, 118],
  [139, 114, 121], [156, 126, 120], [173, 138, 117], [190, 151, 111], [208, 164, 102], [226, 178, 90], [243, 193, 73], [255, 233, 69],
];

// Red, green, blue of each of 256 levels.
export const LEVEL_COLOURS = Array.from({ length: 256 }, (_, level) => {
  const place = (level / 255) * (CIVIDIS.length - 1);
  const low = Math.min(CIVIDIS.length - 2, Math.floor(place));
  return CIVIDIS[low].map((part, i) => Math.round(part + (CIVIDIS[low + 1][i] - part) * (place - low)));
});
