// The channels of the recording: what they are called and what they measure.

export class Channels {
  constructor(desk) {
    this.desk = desk;
  }

  name(channel) {
    const place = [channel.sensor?.position, channel.sensor?.direction && this.desk.word(`direction_${channel.sensor.direction}`)].filter(Boolean).join(" ");
    const name = channel.name === String(channel.index) ? String(channel.index) : `${channel.index} ${channel.name}`;
    return place ? `${name} · ${place}` : name;
  }

  nameOf(index) {
    return this.desk.known.channels.find((channel) => channel.index === index)?.name ?? String(index);
  }

  indexOf(name) {
    const number = Number(name);
    if (Number.isInteger(number) && number > 0) return number;
    return this.desk.known.channels.find((channel) => channel.name === name)?.index ?? null;
  }

  quantity(channel) {
    const key = `quantity_${channel.sensor?.quantity || "unknown"}`;
    return this.desk.word(this.desk.format.words[key] ? key : "quantity_unknown");
  }

  ofOrbit() {
    const { channelY, channels } = this.desk.state;
    if (channelY && channelY !== channels[0]) return channelY;
    return this.desk.known.channels.find((channel) => channel.index !== channels[0])?.index ?? (channels[0] === 2 ? 1 : 2);
  }
}
