"""A machine description to start from: what the file tells is filled in, what it leaves open is asked in comments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import yaml

from diagnostics.inspection.inspect import ChannelSummary, Inspection, sensors

__all__ = ["draft_description"]

_HEAD: Final = """\
# {name}: correct what is marked "?" and add what you know. / 请核对标有 "?" 的内容并补充已知信息。
name: {title}
kind: other          # ? electric_motor | pump | fan | blower | compressor | gearbox | spindle | conveyor | other
# power_kw: 15       # rated power / 额定功率
# mounting: rigid    # rigid | flexible / 刚性 | 柔性安装
# speed_rpm: 1480    # of the main shaft; estimated from the signal when absent / 主轴转速；缺省时由信号估计
# bearings:          # type of each bearing, or leave it out when not known / 各轴承型号，未知可不填
#   - {{id: DE, designation: "6205"}}
sensors:
"""
_RATE_OPEN: Final = """\
# ? The file does not say how fast it was sampled; nothing is examined without it. / 文件未注明采样率，缺少时无法检查。
# recording: {sampling_rate_hz: 25600}
"""
_NEVER_FOLDED: Final = 1 << 20


def draft_description(inspection: Inspection) -> str:
    """Return a description in YAML that `Machine.load` takes as it is."""
    recording = inspection.recording
    text = _HEAD.format(name=_one_line(recording.source_name), title=_quoted(recording.source_name))
    text += "\n".join(_sensor_lines(inspection.channels)) + "\n"
    if recording.sampling_rate_hz is None:
        text += _RATE_OPEN
    stated = {}
    if recording.rate_source == "given":
        stated["sampling_rate_hz"] = f"{recording.sampling_rate_hz:.12g}"
    if recording.group is not None:
        stated["group"] = _quoted(recording.group)
    if stated:
        text += "recording: {" + ", ".join(f"{key}: {value}" for key, value in stated.items()) + "}\n"
    return text


def _sensor_lines(channels: tuple[ChannelSummary, ...]) -> Iterator[str]:
    for sensor, each in zip(sensors(channels), channels, strict=True):
        fields = [f'channel: "{sensor["channel"]}"', f"quantity: {sensor['quantity']}"]
        if "unit" in sensor:
            fields.append(f"unit: {_quoted(sensor['unit'])}")
        asked = [] if each.quantity_source == "file" else ["? quantity / 物理量"]
        asked += [] if "unit" in sensor else ["? unit, scale / 单位、换算"]
        asked.append("? position, direction / 位置、方向")
        yield f"  - {{{', '.join(fields)}}}  # {_one_line(each.channel.name)}; {'; '.join(asked)}"


def _quoted(text: str) -> str:
    """Return ``text`` as a YAML scalar in quotes."""
    return str(yaml.safe_dump(text, default_style='"', allow_unicode=True, width=_NEVER_FOLDED)).strip()


def _one_line(text: str) -> str:
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())[:80]
