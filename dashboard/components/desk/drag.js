// The handle of a case card: dragged with mouse, pen or finger onto a doctor. The doctors of the case come from the
// service when the drag begins; those who may not take the case are grey, say why, and take nothing.
// A click or Enter on the handle opens the list instead, so that nothing needs a drag.

const FIRST_MOVE_PX = 6;
const EDGE_PX = 70;
const SCROLL_PX = 14;

const STYLE = `
  :host { all: initial; }
  * { box-sizing: border-box; }
  .panel { position: fixed; z-index: 1000000; top: 0; right: 0; bottom: 0; width: min(680px, 56vw); display: flex;
    flex-direction: column; background: #f6faf9; border-left: 1px solid #b9c9c9; color: #182628;
    box-shadow: -12px 0 32px rgb(16 42 42 / 18%); font: 14px/1.45 "Source Sans", "Noto Sans SC", sans-serif; }
  header { padding: 18px 20px 10px; border-bottom: 1px solid #d5e0e0; }
  h2 { margin: 0 0 2px; font-size: 17px; }
  header p { margin: 0; color: #4b5d63; }
  .said { color: #8a1c1c; font-weight: 600; }
  .said:empty { display: none; }
  ul { list-style: none; margin: 0; padding: 14px 20px 24px; overflow-y: auto; flex: 1; display: grid;
    grid-template-columns: repeat(auto-fill, minmax(195px, 1fr)); gap: 8px; align-content: start; }
  li { border: 1px solid #b9c9c9; border-radius: 8px; background: #fff; padding: 7px 10px; }
  li.over { border-color: #0b6b6b; box-shadow: 0 0 0 2px #0b6b6b; background: #e6f3f1; }
  li.out { background: #eceff0; color: #4b5d63; border-style: dashed; }
  li.out.over { border-color: #8a1c1c; box-shadow: 0 0 0 2px #8a1c1c; background: #f6e9e9; }
  .name { display: flex; gap: 8px; justify-content: space-between; font-weight: 600; }
  .marks { display: flex; flex-wrap: wrap; gap: 4px; }
  .mark { border-radius: 4px; padding: 0 6px; font-size: 12px; font-weight: 600; background: #dcefec; color: #07504f; }
  .mark.warn { background: #fdebcf; color: #6f4300; }
  .numbers { display: grid; grid-template-columns: auto 1fr auto; gap: 1px 8px; align-items: center; font-size: 13px; }
  .bar { height: 6px; border-radius: 3px; background: #dbe3e3; overflow: hidden; }
  .bar i { display: block; height: 100%; background: #0b6b6b; }
  .bar.full i { background: #b45309; }
  .why { margin: 2px 0 0; font-size: 13px; }
  .ghost { position: fixed; z-index: 1000001; pointer-events: none; max-width: 280px; padding: 8px 12px;
    border-radius: 8px; background: #0b6b6b; color: #fff; font: 600 14px/1.3 "Source Sans", "Noto Sans SC", sans-serif;
    box-shadow: 0 6px 18px rgb(0 0 0 / 30%); }
`;

export default function ({ parentElement, data, setTriggerValue }) {
  const handle = parentElement.querySelector("button");
  handle.querySelector(".label").textContent = data.words.handle;
  handle.title = data.words.handle_help;
  handle.setAttribute("aria-label", data.words.handle_label.replace("{machine}", data.machine));
  let drag = null;
  let justDragged = false;

  handle.onpointerdown = (event) => {
    if (event.button !== 0) return;
    justDragged = false;
    drag?.end();
    drag = new Drag(data, event, (doctor) => setTriggerValue("dropped", doctor));
    handle.setPointerCapture(event.pointerId);
  };
  handle.onpointermove = (event) => drag?.move(event);
  handle.onpointerup = (event) => {
    justDragged = drag?.isShown ?? false;
    drag?.drop(event);
  };
  handle.onpointercancel = () => drag?.end();
  handle.onclick = () => {
    if (!justDragged) setTriggerValue("dropped", "");
    justDragged = false;
  };
  return () => drag?.end();
}

class Drag {
  constructor(data, event, drop) {
    Object.assign(this, { data, onDrop: drop, from: [event.clientX, event.clientY], isShown: false, over: null });
    const options = { headers: { "Accept-Language": data.language } };
    this.doctors = fetch(`/api/v1/cases/${encodeURIComponent(data.case)}/candidates`, options).then((response) => {
      if (!response.ok) throw new Error(response.statusText);
      return response.json();
    });
    this.doctors.catch(() => undefined); // told when the panel is shown
    this.onKey = (pressed) => pressed.key === "Escape" && this.end();
  }

  move(event) {
    const [x, y] = (this.at = [event.clientX, event.clientY]);
    if (this.isEnded) return;
    if (!this.isShown) {
      if (Math.hypot(x - this.from[0], y - this.from[1]) < FIRST_MOVE_PX) return;
      this.show();
    }
    this.ghost.style.left = `${x + 10}px`;
    this.ghost.style.top = `${y + 10}px`;
    this.mark();
  }

  show() {
    this.isShown = true;
    this.host = document.body.appendChild(document.createElement("div"));
    const root = this.host.attachShadow({ mode: "open" });
    const { words, machine } = this.data;
    root.append(
      element("style", { textContent: STYLE }),
      (this.panel = element("section", { className: "panel" }, [
        element("header", {}, [
          element("h2", { textContent: words.title.replace("{machine}", machine) }),
          element("p", { textContent: words.hint }),
          (this.said = element("p", { className: "said" })),
        ]),
        (this.list = element("ul")),
      ])),
      (this.ghost = element("div", { className: "ghost", textContent: machine })),
    );
    this.panel.setAttribute("aria-label", words.title.replace("{machine}", machine));
    this.said.setAttribute("role", "status");
    this.root = root;
    document.addEventListener("keydown", this.onKey);
    this.doctors.then(
      ({ items }) => this.list.replaceChildren(...this.inOrder(items).map((each) => this.tile(each))),
      () => {
        this.said.textContent = words.no_answer;
      },
    );
    this.scroll();
  }

  // The proposed doctor first; the others as the service ranks them, those who may not take the case last.
  inOrder(doctors) {
    const isProposed = (each) => each.doctor_id === this.data.proposed;
    return [...doctors.filter(isProposed), ...doctors.filter((each) => !isProposed(each))];
  }

  // One doctor: name, fit and load with this case, and for those who may not take it the reason.
  tile(doctor) {
    const { words, language, proposed } = this.data;
    const marks = [];
    if (doctor.doctor_id === proposed) marks.push(element("span", { className: "mark", textContent: words.proposed }));
    if (doctor.may_take_it && !doctor.on_time) {
      marks.push(element("span", { className: "mark warn", textContent: words.late }));
    }
    if (doctor.gave_it_back) marks.push(element("span", { className: "mark warn", textContent: words.gave_back }));
    const why = doctor.reasons.map((reason) => reason[language]).join(" ");
    const tile = element("li", { className: doctor.may_take_it ? "" : "out" }, [
      element("div", { className: "name" }, [
        element("span", { textContent: doctor.name[language] }),
        element("span", { className: "marks" }, marks),
      ]),
      doctor.may_take_it ? this.numbers(doctor) : element("p", { className: "why", textContent: why }),
    ]);
    tile.dataset.doctor = doctor.doctor_id;
    if (!doctor.may_take_it) {
      tile.dataset.why = words.cannot.replace("{doctor}", doctor.name[language]).replace("{why}", why);
    }
    return tile;
  }

  numbers({ score, relative_load: load }) {
    const { words } = this.data;
    return element("div", { className: "numbers" }, [
      element("span", { textContent: words.fit }),
      bar(score, false),
      element("span", { textContent: score.toFixed(2) }),
      element("span", { textContent: words.load }),
      bar(load, load > 1),
      element("span", { textContent: `${Math.round(100 * load)} %` }),
    ]);
  }

  mark() {
    const found = this.root.elementFromPoint(...this.at)?.closest?.("li") ?? null;
    if (found === this.over) return;
    this.over?.classList.remove("over");
    found?.classList.add("over");
    this.over = found;
    this.said.textContent = found?.dataset.why ?? "";
  }

  // Near its upper or lower edge the list moves under the pointer.
  scroll() {
    if (this.isEnded) return;
    const box = this.list.getBoundingClientRect();
    const [x, y] = this.at;
    if (x > box.left) {
      const step = y > box.bottom - EDGE_PX ? SCROLL_PX : y < box.top + EDGE_PX ? -SCROLL_PX : 0;
      if (step) {
        this.list.scrollTop += step;
        this.mark();
      }
    }
    requestAnimationFrame(() => this.scroll());
  }

  drop(event) {
    if (this.isEnded) return;
    if (this.isShown) this.move(event);
    const doctor = this.over && !this.over.dataset.why ? this.over.dataset.doctor : null;
    if (this.over?.dataset.why) this.refuse();
    else this.end();
    if (doctor) this.onDrop(doctor);
  }

  // Leave the reason in sight until the next touch; nothing is given to anybody.
  refuse() {
    this.isEnded = true;
    this.ghost.remove();
    const close = () => {
      document.removeEventListener("pointerdown", close, true);
      this.end();
    };
    document.addEventListener("pointerdown", close, true);
  }

  end() {
    this.isEnded = true;
    document.removeEventListener("keydown", this.onKey);
    this.host?.remove();
  }
}

function element(name, properties = {}, children = []) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function bar(share, isFull) {
  const inner = element("i");
  inner.style.width = `${Math.min(100, Math.max(0, 100 * share))}%`;
  return element("span", { className: isFull ? "bar full" : "bar" }, [inner]);
}
