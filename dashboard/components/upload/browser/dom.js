// Parts of a field.

function element(name, properties = {}, children = []) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// A place to drop files on, with a button that opens the browser's own choice; ``choose`` gets the files.
class DropZone {
  constructor(choose, properties = {}) {
    this.input = element("input", { type: "file", id: "file", className: "hidden", tabIndex: -1, ...properties });
    this.button = element("button", { type: "button" });
    this.hint = element("span", { className: "quiet" });
    this.label = element("label", { className: "title", htmlFor: "file" });
    this.zone = element("div", { className: "zone" }, [this.button, this.hint, this.input]);
    this.button.onclick = () => this.input.click();
    this.input.onchange = () => {
      choose([...this.input.files]);
      this.input.value = ""; // the same file again is a choice, too
    };
    this.zone.ondragover = (event) => {
      event.preventDefault();
      this.zone.classList.add("over");
    };
    this.zone.ondragleave = () => this.zone.classList.remove("over");
    this.zone.ondrop = (event) => {
      event.preventDefault();
      this.zone.classList.remove("over");
      choose([...event.dataTransfer.files]);
    };
  }

  say(label, words) {
    this.label.textContent = label;
    this.button.textContent = words.choose;
    this.button.setAttribute("aria-label", `${words.choose}: ${label}`);
    this.hint.textContent = words.or_drop;
  }
}

