// Photos for something that is not sent yet: kept in this browser, shown small, each can be left out again.

const SHELF = (window.hospitalPhotos ??= new Shelf("photos"));
const FIELDS = new WeakMap();

export default function ({ parentElement, data, setTriggerValue }) {
  const host = parentElement.querySelector(".field");
  if (!FIELDS.has(host)) FIELDS.set(host, new PhotoField(host));
  FIELDS.get(host).show(data, (chosen) => setTriggerValue("chosen", chosen));
}

const newId = () => crypto.getRandomValues(new Uint32Array(4)).join("-");

class PhotoField {
  constructor(host) {
    this.drop = new DropZone((files) => this.choose(files), { multiple: true, accept: "image/*" });
    this.list = element("ul", { className: "photos" });
    this.note = element("p", { className: "note refused" });
    this.note.setAttribute("role", "status");
    host.replaceChildren(this.drop.label, this.drop.zone, this.note, this.list);
  }

  async show(data, tellPage) {
    Object.assign(this, { data, tellPage });
    this.drop.say(data.label, data.words);
    await this.draw();
  }

  async chosen() {
    const all = (await SHELF.all()).filter(({ place, subject }) => place === this.data.place && !subject);
    return all.sort((one, other) => one.begun - other.begun);
  }

  async choose(files) {
    const photos = files.filter((file) => file.type.startsWith("image/"));
    this.note.textContent = photos.length < files.length ? this.data.words.only_pictures : "";
    const batch = (await this.chosen())[0]?.batch ?? newId();
    for (const [number, file] of photos.entries()) {
      await SHELF.put({ id: newId(), place: this.data.place, batch, subject: null, file, begun: Date.now() + number });
    }
    await this.draw();
  }

  async leaveOut(photo) {
    await SHELF.remove(photo.id);
    await this.draw();
    this.drop.button.focus();
  }

  async draw() {
    const photos = await this.chosen();
    this.list.replaceChildren(...photos.map((photo) => this.row(photo)));
    const names = photos.map(({ file }) => file.name);
    if (JSON.stringify(names) !== JSON.stringify(this.data.names)) this.tellPage({ batch: photos[0]?.batch, names });
  }

  row(photo) {
    const { words } = this.data;
    const picture = element("img", { src: URL.createObjectURL(photo.file), alt: "" });
    picture.onload = () => URL.revokeObjectURL(picture.src);
    const remove = element("button", { type: "button", className: "plain", textContent: words.remove });
    remove.setAttribute("aria-label", `${words.remove}: ${photo.file.name}`);
    remove.onclick = () => this.leaveOut(photo);
    return element("li", { className: "row" }, [picture, element("span", { textContent: photo.file.name }), remove]);
  }
}
