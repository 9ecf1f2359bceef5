// Hands on the samples of the microphone as they are, block by block.
"use strict";
registerProcessor(
  "samples",
  class extends AudioWorkletProcessor {
    process([input]) {
      if (input[0]) this.port.postMessage(input[0].slice());
      return true;
    }
  }
);
