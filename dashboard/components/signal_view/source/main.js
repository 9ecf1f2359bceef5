// What Streamlit calls: once when the component appears, and again whenever the page gives it other data.

import { Workstation } from "./workstation.js";

const MOUNTED = new WeakMap();

export default function signalView({ parentElement, data }) {
  const host = parentElement.querySelector(".signal-view-host") || parentElement;
  const identity = JSON.stringify(data);
  const mounted = MOUNTED.get(host);
  if (mounted?.identity === identity) {
    mounted.desk.keepAddress();
  } else {
    mounted?.desk.destroy();
    const root = host.getRootNode();
    MOUNTED.set(host, { identity, desk: new Workstation(root, host, data) });
  }
  return () => window.setTimeout(() => leave(host), 0);
}

// Only once the component is off the page: Streamlit also cleans up before it draws the same one anew.
function leave(host) {
  if (host.isConnected) return;
  MOUNTED.get(host)?.desk.destroy();
  MOUNTED.delete(host);
}
