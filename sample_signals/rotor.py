"""The rotor: unbalance, misalignment, looseness and plain lines at orders of the shaft.

Velocities are RMS values in mm/s, as the standards' zones want them; a line at f has the acceleration amplitude
a = √2·v·2πf (time derivative of a sine).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sample_signals.shaft import Direction, FloatArray, ShaftMotion


@dataclass(frozen=True)
class OrderLine:
    """One line at `order` times the shaft speed, `velocity_mm_s` RMS; what an axial sensor gets is `axial_share`."""

    order: float
    velocity_mm_s: float
    phase_rad: float = 0.0
    axial_share: float = 0.3


@dataclass(frozen=True)
class Unbalance:
    """A heavy spot: `unbalance_g_mm` on a rotor and housing of `vibrating_mass_kg` together.

    Above the resonance of its support the housing moves freely and its acceleration amplitude is (U/m)·ω², the
    force ∝ f_r² (ISO 21940-11, U = m·e). With `support_hz` that is multiplied by the amplification
    r²/√((1 − r²)² + (2ζr)²), r = f_r/f_support (Inman, Engineering Vibration, §2.5, rotating unbalance).
    """

    unbalance_g_mm: float
    vibrating_mass_kg: float
    support_hz: float | None = None
    support_damping_ratio: float = 0.05
    phase_rad: float = 0.0
    axial_share: float = 0.1

    def __post_init__(self) -> None:
        if not self.vibrating_mass_kg > 0:
            raise ValueError(f"vibrating_mass_kg must be above 0, not {self.vibrating_mass_kg}")

    def amplitude_m_s2(self, shaft_hz: float) -> float:
        """Amplitude of the radial acceleration at the shaft speed `shaft_hz`, m/s²."""
        eccentricity_m = self.unbalance_g_mm * 1e-6 / self.vibrating_mass_kg
        free = eccentricity_m * (2 * np.pi * shaft_hz) ** 2
        if self.support_hz is None:
            return float(free)
        r = shaft_hz / self.support_hz
        return float(free * r**2 / np.hypot(1 - r**2, 2 * self.support_damping_ratio * r))


@dataclass(frozen=True)
class Misalignment:
    """Two shafts that do not share one line.

    `parallel_mm_s`: RMS velocity of the radial 2× line (offset shafts). `angular_mm_s`: RMS velocity of the axial
    1× line (shafts at an angle). Even multiples of the speed come from the coupling (Xu & Marangoni, J. Sound Vib.
    176 (1994) 663–679). The shares of the lesser lines are choices of this model: radial 1× 0.4, 3× 0.3, 4× 0.2
    of 2×; axial 2× 0.7, 3× 0.3 of 1×.
    """

    parallel_mm_s: float
    angular_mm_s: float

    def lines(self, direction: Direction) -> tuple[OrderLine, ...]:
        """The lines seen in one direction."""
        if direction is Direction.RADIAL:
            shares, velocity_mm_s = {1: 0.4, 2: 1.0, 3: 0.3, 4: 0.2}, self.parallel_mm_s
        else:
            shares, velocity_mm_s = {1: 1.0, 2: 0.7, 3: 0.3}, self.angular_mm_s
        return tuple(OrderLine(float(order), share * velocity_mm_s, axial_share=1.0) for order, share in shares.items())


@dataclass(frozen=True)
class Looseness:
    """A part that lifts off and lands once per turn, every second landing weaker.

    The housing receives one pulse of `landing_m_s2` per turn, Gaussian in angle with standard deviation
    `pulse_turns`; each second pulse is smaller by `alternation` (0: harmonics only, above 0: half orders too, the
    period doubling of a loose rotor: Muszynska & Goldman, Chaos, Solitons & Fractals 5 (1995) 1683–1704).
    """

    landing_m_s2: float
    pulse_turns: float = 0.04
    alternation: float = 0.3
    orders: int = 20
    axial_share: float = 0.3

    def __post_init__(self) -> None:
        if not 0 <= self.alternation <= 1:
            raise ValueError(f"alternation must be from 0 to 1, not {self.alternation}")
        if not 0 < self.pulse_turns <= 0.25:
            raise ValueError(f"pulse_turns must be above 0 and at most 0.25, not {self.pulse_turns}")

    def amplitude_m_s2(self, order: float) -> float:
        """Amplitude at `order` (a multiple of ½): Fourier series of the pulses, period two turns.

        With σ = pulse_turns: a(h/2) = A·σ·√(2π)·exp(−½(2π·σ·h/2)²)·|1 + (1 − alternation)·(−1)^h|.
        """
        half_order = round(2 * order)
        pulse = self.pulse_turns * np.sqrt(2 * np.pi) * np.exp(-0.5 * (2 * np.pi * self.pulse_turns * order) ** 2)
        pair = 1 + (1 - self.alternation) * (-1) ** half_order
        return float(self.landing_m_s2 * pulse * pair)


def line_amplitude_m_s2(velocity_mm_s: float, frequency_hz: float) -> float:
    """Acceleration amplitude in m/s² of a line with `velocity_mm_s` RMS at `frequency_hz`: √2·v·2πf."""
    return float(np.sqrt(2) * velocity_mm_s * 1e-3 * 2 * np.pi * frequency_hz)


def order_line_acceleration_m_s2(line: OrderLine, motion: ShaftMotion, direction: Direction) -> FloatArray:
    """Acceleration in m/s², shape (n,), of one line."""
    amplitude = line_amplitude_m_s2(line.velocity_mm_s, line.order * motion.shaft_hz)
    share = line.axial_share if direction is Direction.AXIAL else 1.0
    return np.asarray(share * amplitude * np.cos(2 * np.pi * line.order * motion.turns + line.phase_rad))


def unbalance_acceleration_m_s2(unbalance: Unbalance, motion: ShaftMotion, direction: Direction) -> FloatArray:
    """Acceleration in m/s², shape (n,): one line at the shaft speed."""
    share = unbalance.axial_share if direction is Direction.AXIAL else 1.0
    amplitude = share * unbalance.amplitude_m_s2(motion.shaft_hz)
    return np.asarray(amplitude * np.cos(2 * np.pi * motion.turns + unbalance.phase_rad))


def misalignment_acceleration_m_s2(misalignment: Misalignment, motion: ShaftMotion, direction: Direction) -> FloatArray:
    """Acceleration in m/s², shape (n,): radial 2× family or axial 1× family."""
    total = np.zeros(motion.samples)
    for line in misalignment.lines(direction):
        total += order_line_acceleration_m_s2(line, motion, direction)
    return total


def looseness_acceleration_m_s2(looseness: Looseness, motion: ShaftMotion, direction: Direction) -> FloatArray:
    """Acceleration in m/s², shape (n,): the alternating pulses without their mean, up to `orders`."""
    total = np.zeros(motion.samples)
    for half_order in range(1, 2 * looseness.orders + 1):
        order = half_order / 2
        total += looseness.amplitude_m_s2(order) * np.cos(2 * np.pi * order * motion.turns)
    return np.asarray(total * (looseness.axial_share if direction is Direction.AXIAL else 1.0))
