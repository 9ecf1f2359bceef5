// What the line to the service is like, in words where it is not well.

import { fill, h } from "./dom.js";

export class LineBanner {
  constructor(desk) {
    this.desk = desk;
    this.state = "ok";
    this.element = h("div", { class: "banner", role: "status", hidden: true });
    this.resume = () => document.visibilityState === "visible" && this.state !== "ok" && desk.service.resume();
    window.addEventListener("online", this.resume);
    document.addEventListener("visibilitychange", this.resume); // somebody comes back from the login
  }

  tell(state) {
    if (state === this.state) return;
    this.state = state;
    this.element.hidden = state === "ok";
    this.element.dataset.state = state;
    if (state === "ok") return;
    const { desk } = this;
    const again = h("button", { type: "button", onclick: () => desk.service.resume() }, desk.word("go_on"));
    const login = h("a", { href: "/login", target: "_blank", rel: "noopener" }, desk.word("log_in"));
    fill(this.element, h("span", {}, desk.word(`line_${state}`)), state === "signed_out" ? login : null, state === "waiting" ? null : again);
  }

  destroy() {
    window.removeEventListener("online", this.resume);
    document.removeEventListener("visibilitychange", this.resume);
  }
}
