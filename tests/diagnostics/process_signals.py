"""Plants as their physics has them: a filter behind a pump, a control loop with a valve that sticks, a heat exchanger,
a vessel that leaks, and instruments that drift."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, signal

from diagnostics.faults.process.tags import Tags, read_tags
from diagnostics.machine import Machine
from diagnostics.series.series import Series

Array = NDArray[np.float64]
Columns = dict[str, Array]


def series_of(columns: Mapping[str, Array], *, step_s: float = 60.0) -> Series:
    """A series of the columns, a row every ``step_s``."""
    rows = len(next(iter(columns.values())))
    seconds = step_s * np.arange(rows, dtype=np.float64)
    return Series(tuple(columns), np.column_stack(list(columns.values())), seconds, tuple(map(float, seconds)))


def machine_of(roles: Mapping[str, Any], **more: Any) -> Machine:
    """A machine whose channels have these roles; a mapping instead of a name adds further keys."""
    sensors = []
    for channel, told in roles.items():
        keys = {"role": told} if isinstance(told, str) else dict(told)
        sensors.append({"channel": channel, **_usual(keys.get("role")), **keys})
    return Machine.from_dict({"kind": "other", "sensors": sensors, **more})


def _usual(role: str | None) -> dict[str, str]:
    quantity, unit = {
        **dict.fromkeys(("filter_inlet", "filter_outlet", "filter_differential"), ("pressure", "bar")),
        **dict.fromkeys(("flow", "hot_flow", "cold_flow", "process_value", "setpoint"), ("flow", "m3/h")),
        **dict.fromkeys(("hot_inlet", "hot_outlet", "cold_inlet", "cold_outlet"), ("temperature", "degC")),
        **dict.fromkeys(("controller_output", "valve_position", "users_shut"), ("ratio", "%")),
        "vessel_pressure": ("pressure", "bar"),
        "vessel_temperature": ("temperature", "degC"),
    }.get(role or "", ("temperature", "degC"))
    return {"quantity": quantity, "unit": unit}


def wandering(random: np.random.Generator, rows: int, phi: float) -> Array:
    """A first-order autoregression of unit variance."""
    start = random.standard_normal()
    innovations = np.sqrt(1.0 - phi**2) * random.standard_normal(rows)
    return np.asarray(signal.lfilter([1.0], [1.0, -phi], innovations, zi=[phi * start])[0])


def daily(rows: int, step_s: float, phase: float = 0.0) -> Array:
    """A day's swing of amplitude 1."""
    return np.asarray(np.sin(2.0 * np.pi * step_s * np.arange(rows) / 86_400.0 + phase))


def demand(random: np.random.Generator, rows: int, step_s: float) -> Array:
    """A flow in m³/h: a day's swing, steps of the set point every few hours, and what wanders."""
    usual = random.uniform(5.0, 200.0)
    steps = np.repeat(random.uniform(0.8, 1.2, rows // 200 + 1), 200)[:rows]
    swing = 1.0 + random.uniform(0.0, 0.2) * daily(rows, step_s, random.uniform(0.0, 6.28))
    return np.asarray(usual * steps * swing * (1.0 + 0.02 * wandering(random, rows, 0.9)))


def filter_plant(
    seed: int, *, blocked: float = 1.0, rows: int = 3000, healthy: int = 1000, exponent: float = 2.0, sink: float = 0.0
) -> Columns:
    """Pressures in bar and flow in m³/h; from the healthy rows on the filter clogs to ``blocked`` times its drop, and
    the flow sinks by the share ``sink`` with it."""
    random = np.random.default_rng(seed)
    flow = demand(random, rows, 60.0)
    usual = float(np.median(flow[:healthy]))
    course = np.clip((np.arange(rows) - healthy) / (0.7 * (rows - healthy)), 0.0, 1.0)
    flow = flow * (1.0 - sink * course)
    drop = random.uniform(0.1, 0.6) * (flow / usual) ** exponent * blocked**course
    inlet = random.uniform(2.0, 8.0) * (1.0 + 0.03 * wandering(random, rows, 0.99))
    return {
        "P1": inlet + 0.003 * random.standard_normal(rows),
        "P2": inlet - drop + 0.003 * random.standard_normal(rows),
        "F": flow * (1.0 + 0.01 * random.standard_normal(rows)),
    }


FILTER = {"P1": "filter_inlet", "P2": "filter_outlet", "F": "flow"}


def loop_plant(
    seed: int,
    *,
    stick: float = 0.0,
    jump: float | None = None,
    gain: float = 0.5,
    disturbance: float = 0.0,
    period: float = 60.0,
    noise: float = 0.05,
    rows: int = 3000,
    setpoints: Sequence[float] = (50.0,),
) -> Columns:
    """A PI controller, a valve after He's model (stick band ``stick`` and slip ``jump`` in % of the output; He et al.
    2007) and a process of first order with dead time under a load that wanders; ``gain`` 1 is at the limit of
    stability, ``disturbance`` is the amplitude of a sine from outside."""
    random = np.random.default_rng(seed)
    lag_s, dead_rows, reset = 10.0, 3, 12.0
    decay = float(np.exp(-1.0 / lag_s))
    limit = _ultimate_gain(lag_s, dead_rows, reset)
    jump = stick if jump is None else jump
    set_point = np.repeat(setpoints, -(-rows // len(setpoints)))[:rows]
    state = integral = valve = last = set_point[0]
    queue = [valve] * dead_rows
    static, dynamic, strain = (stick + jump) / 2.0, (stick - jump) / 2.0, 0.0
    load = 0.3 * wandering(random, rows, 0.998)
    columns = np.zeros((2, rows))
    measured_noise = noise * random.standard_normal(rows)
    swing = disturbance * np.sin(2.0 * np.pi * np.arange(rows) / period)
    for row in range(rows):
        queue.append(valve)
        state = decay * state + (1.0 - decay) * queue.pop(0)
        value = state + load[row] + swing[row] + measured_noise[row]
        wrong = set_point[row] - value
        integral += gain * limit * wrong / reset
        output = gain * limit * wrong + integral
        strain += output - last
        last = output
        if abs(strain) > static:
            strain = float(np.sign(strain)) * dynamic
            valve = output - strain
        columns[:, row] = output, value
    return {"OP": columns[0], "PV": columns[1], "SP": set_point}


def _ultimate_gain(lag: float, dead: float, reset: float) -> float:
    """Gain at which a PI loop of this process is at the limit: phase −180° (Nyquist)."""
    dead += 1.5  # the row between measuring and acting, and the hold of the sampling

    def phase(w: float) -> float:
        return float(-np.arctan(lag * w) - dead * w - np.pi / 2.0 + np.arctan(reset * w) + np.pi)

    at = optimize.brentq(phase, 1e-3, 3.0 / dead)
    return float(np.sqrt(1.0 + (lag * at) ** 2) / np.sqrt(1.0 + 1.0 / (reset * at) ** 2))


LOOP = {"OP": "controller_output", "PV": "process_value", "SP": "setpoint"}


def exchanger_plant(
    seed: int, *, fall: float = 0.0, meter: float = 1.0, parallel: bool = False, rows: int = 3000, healthy: int = 1000
) -> Columns:
    """Temperatures in °C and flows in m³/h of a water exchanger by the ε-NTU relations; U·A falls by the share ``fall``
    after the healthy rows, and the cold meter then reads ``meter`` times the flow."""
    random = np.random.default_rng(seed)
    hot, cold = demand(random, rows, 60.0), demand(random, rows, 60.0)
    cold *= random.uniform(0.7, 1.4) * float(np.median(hot) / np.median(cold))
    heat = 992.2 * 4179.0 / 3600.0
    course = np.clip((np.arange(rows) - healthy) / (0.7 * (rows - healthy)), 0.0, 1.0)
    films = [(flow / np.median(flow[:healthy])) ** 0.8 for flow in (hot, cold)]
    clean = random.uniform(0.6, 1.6) * heat * float(np.median(np.minimum(hot, cold)))
    ua = clean * 2.0 / (1.0 / films[0] + 1.0 / films[1]) * (1.0 - fall * course)
    low, high = heat * np.minimum(hot, cold), heat * np.maximum(hot, cold)
    ratio, units = low / high, ua / low
    if parallel:
        effect = (1.0 - np.exp(-units * (1.0 + ratio))) / (1.0 + ratio)
    else:
        spent = np.exp(-units * (1.0 - ratio))
        effect = np.where(np.abs(ratio - 1.0) < 1e-6, units / (1.0 + units), (1.0 - spent) / (1.0 - ratio * spent))
    hot_in = random.uniform(60.0, 90.0) + 2.0 * daily(rows, 60.0, 1.0) + wandering(random, rows, 0.99)
    cold_in = random.uniform(10.0, 30.0) + 2.0 * daily(rows, 60.0, 2.0) + wandering(random, rows, 0.99)
    passed = effect * low * (hot_in - cold_in)
    true = {"HI": hot_in, "HO": hot_in - passed / heat / hot, "CI": cold_in, "CO": cold_in + passed / heat / cold}
    found = {name: t + random.uniform(-0.1, 0.1) + 0.05 * random.standard_normal(rows) for name, t in true.items()}
    wrong = 1.0 + (meter - 1.0) * course
    found["HF"] = hot * (1.0 + 0.01 * random.standard_normal(rows))
    found["CF"] = cold * wrong * (1.0 + 0.01 * random.standard_normal(rows))
    return found


EXCHANGER = {
    "HI": "hot_inlet",
    "HO": "hot_outlet",
    "CI": "cold_inlet",
    "CO": "cold_outlet",
    "HF": "hot_flow",
    "CF": "cold_flow",
}


def vessel_plant(seed: int, *, per_hour: float = 0.0, days: int = 7) -> Columns:
    """Gauge pressure in bar, temperature in °C and a switch in %, a row a minute; users are shut from 22 to 6, and the
    vessel then loses the share ``per_hour`` of its content (choked flow: in proportion to what is left)."""
    random = np.random.default_rng(seed)
    rows = days * 1440
    hour = np.arange(rows) / 60.0 % 24.0
    shut = (hour >= 22.0) | (hour < 6.0)
    celsius = random.uniform(10.0, 30.0) + random.uniform(1.0, 6.0) * daily(rows, 60.0, random.uniform(0.0, 6.28))
    celsius += 0.3 * wandering(random, rows, 0.995)
    usual = random.uniform(5.0, 9.0) + 1.01325
    open_content = (1.0 + 0.02 * wandering(random, rows, 0.9)) * usual / 293.15
    start = np.maximum.accumulate(np.where(shut & ~np.concatenate([[False], shut[:-1]]), np.arange(rows), 0))
    since = (np.arange(rows) - start) / 60.0
    content = np.where(shut, open_content[start] * np.exp(-per_hour * since), open_content)
    pressure = content * (celsius + 273.15) - 1.01325
    return {
        "P": pressure + 0.002 * random.standard_normal(rows),
        "T": celsius + 0.1 * random.standard_normal(rows),
        "shut": np.where(shut, 100.0, 0.0),
    }


VESSEL = {"P": "vessel_pressure", "T": "vessel_temperature", "shut": "users_shut"}


def network_plant(seed: int, *, leak: float = 0.0, days: int = 7) -> Columns:
    """Flow in m³/h into a network whose users are shut from 22 to 6; ``leak`` is the share of the usual flow, and the
    meter's zero is off by up to 0.7 % of it."""
    random = np.random.default_rng(seed)
    rows = days * 1440
    hour = np.arange(rows) / 60.0 % 24.0
    shut = (hour >= 22.0) | (hour < 6.0)
    usual = random.uniform(1.0, 300.0)
    users = usual * np.clip(1.0 + 0.2 * wandering(random, rows, 0.98), 0.3, 2.0)
    flow = np.where(shut, 0.0, users) + leak * usual
    zero = random.uniform(-0.007, 0.007) * usual
    return {"F": flow + zero + 0.003 * usual * random.standard_normal(rows), "shut": np.where(shut, 100.0, 0.0)}


NETWORK = {"F": "flow", "shut": "users_shut"}


def coupled_plant(
    seed: int,
    *,
    drift_k: float = 0.0,
    process_k: float = 0.0,
    rows: int = 6000,
    healthy: int = 2000,
    step_k: float = 0.0,
) -> Columns:
    """Five temperatures along a process that one load and one ambient move, and a partner of the first in ``A2``. After
    the healthy rows sensor ``A`` drifts by ``drift_k``, or the process moves A, B and C together by ``process_k``."""
    random = np.random.default_rng(seed)
    load = wandering(random, rows, 0.995) + daily(rows, 60.0, random.uniform(0.0, 6.28))
    ambient = wandering(random, rows, 0.998) + daily(rows, 60.0, random.uniform(0.0, 6.28))
    course = np.clip((np.arange(rows) - healthy) / (rows - healthy), 0.0, 1.0)
    found = {}
    for name in "ABCDE":
        level = 60.0 + random.uniform(-20.0, 20.0)
        true = level + random.uniform(1.5, 3.0) * load + random.uniform(0.5, 1.5) * ambient
        true += process_k * course * (name in "ABC") * random.uniform(0.7, 1.3)
        found[name] = true + 0.1 * wandering(random, rows, 0.98)
    found["A2"] = found["A"] + random.uniform(-0.3, 0.3) + 0.05 * random.standard_normal(rows)
    found["A"] = found["A"] + drift_k * course + step_k * (course > 0.3)
    return {name: values + 0.05 * random.standard_normal(rows) for name, values in found.items()}


COUPLED = {name: {"quantity": "temperature", "unit": "degC"} for name in "ABCDE"}
PAIRED = {**COUPLED, "A": {**COUPLED["A"], "redundant": "A2"}, "A2": {"quantity": "temperature", "unit": "degC"}}


def tags_of(columns: Columns, roles: Mapping[str, Any], *, healthy: int | None = None, step_s: float = 60.0) -> Tags:
    """The columns as the rules take them; a third of the rows is healthy unless it is said."""
    series = series_of(columns, step_s=step_s)
    return read_tags(series, machine_of(roles), len(series) // 3 if healthy is None else healthy)[0]
