// Small helpers to build elements.

export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (name in element && typeof value !== "string") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function fill(element, ...children) {
  element.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// A button that stays pressed while `pressed`.
export function toggle(label, pressed, onclick, more = {}) {
  return h("button", { type: "button", class: "chip", "aria-pressed": String(pressed), onclick, ...more }, label);
}

export function select(label, options, value, onchange) {
  const element = h(
    "select",
    { "aria-label": label, title: label, onchange: (event) => onchange(event.target.value) },
    options.map(([code, text]) => h("option", { value: code, selected: code === value }, text)),
  );
  element.value = value;
  return element;
}

export function isTyping(event) {
  const target = event.composedPath()[0];
  return target instanceof HTMLElement && (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable);
}
