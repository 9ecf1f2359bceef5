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
  return () => {
    const gone = MOUNTED.get(host);
    if (gone && !host.isConnected) {
      gone.desk.destroy();
      MOUNTED.delete(host);
    }
  };
}
