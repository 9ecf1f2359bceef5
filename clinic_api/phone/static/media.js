// Photos made small, and ten seconds of sound as an uncompressed WAV file.
"use strict";
const Media = (() => {
  const LONGEST_SIDE = 1600;

  async function smallPhoto(file) {
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
      const small = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
      if (small && small.size < file.size) return { blob: small, name: file.name.replace(/\.\w+$/, "") + ".jpg" };
    } catch {
      // a picture this browser cannot read goes as it is
    }
    return { blob: file, name: file.name };
  }

  const canRecord = () => Boolean(navigator.mediaDevices && window.AudioWorkletNode);

  async function recordSound(seconds, worklet, tell) {
    const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
    const stream = await navigator.mediaDevices.getUserMedia({ audio: plain });
    const context = new AudioContext();
    const blocks = [];
    try {
      await context.audioWorklet.addModule(worklet);
      const node = new AudioWorkletNode(context, "samples");
      node.port.onmessage = ({ data }) => blocks.push(data);
      context.createMediaStreamSource(stream).connect(node);
      for (let left = seconds; left > 0; left--) {
        tell(left);
        await new Promise((done) => setTimeout(done, 1000));
      }
    } finally {
      stream.getTracks().forEach((track) => track.stop());
      await context.close();
    }
    return asWav(blocks, context.sampleRate);
  }

  function asWav(blocks, rate) {
    const count = blocks.reduce((sum, block) => sum + block.length, 0);
    const view = new DataView(new ArrayBuffer(44 + 2 * count));
    const letters = (at, text) => [...text].forEach((letter, k) => view.setUint8(at + k, letter.charCodeAt(0)));
    letters(0, "RIFF");
    view.setUint32(4, 36 + 2 * count, true);
    letters(8, "WAVEfmt ");
    view.setUint32(16, 16, true);
    view.setUint16(20, 1, true); // PCM
    view.setUint16(22, 1, true); // one channel
    view.setUint32(24, rate, true);
    view.setUint32(28, 2 * rate, true);
    view.setUint16(32, 2, true);
    view.setUint16(34, 16, true);
    letters(36, "data");
    view.setUint32(40, 2 * count, true);
    let at = 44;
    for (const block of blocks)
      for (const sample of block) {
        view.setInt16(at, Math.max(-1, Math.min(1, sample)) * 32767, true);
        at += 2;
      }
    return new Blob([view], { type: "audio/wav" });
  }

  return { smallPhoto, canRecord, recordSound };
})();
