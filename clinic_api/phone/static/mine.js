// The reports that were made with this phone: their links, kept in the phone alone.
"use strict";
const Mine = (() => {
  const KEY = "my-reports";
  const AT_MOST = 30;

  function all() {
    try {
      return JSON.parse(localStorage.getItem(KEY)) || [];
    } catch {
      return [];
    }
  }

  function add(report) {
    try {
      const others = all().filter((each) => each.path !== report.path);
      localStorage.setItem(KEY, JSON.stringify([report, ...others].slice(0, AT_MOST)));
    } catch {
      // this browser keeps nothing: the link itself is still on the page
    }
  }

  function show() {
    const list = document.getElementById("mine");
    const reports = all().filter((each) => each.path !== location.pathname);
    if (!list || !reports.length) return;
    const language = document.documentElement.lang;
    const date = new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", { month: "short", day: "numeric" });
    list.querySelector("ul").replaceChildren(
      ...reports.map((report) => {
        const link = Object.assign(document.createElement("a"), { href: `${report.path}?lang=${language}` });
        const name = document.createElement("b");
        name.textContent = (report.machine || {})[language] || report.code;
        const line = document.createElement("small");
        line.textContent = `${report.code || ""} · ${date.format(new Date(report.at))}`;
        link.append(name, line);
        const row = document.createElement("li");
        row.append(link);
        return row;
      })
    );
    list.hidden = false;
  }

  show();
  return { add };
})();
