from __future__ import annotations

import numpy as np
import pytest

from sample_signals.shaft import ShaftSpeed, turn_shaft


def test_steady_shaft_turns_at_the_stated_speed() -> None:
    motion = turn_shaft(ShaftSpeed(1500.0), 2.0, 1000.0, np.random.default_rng(1))

    np.testing.assert_allclose(motion.turns, 25.0 * motion.time_s, atol=1e-9)
    assert motion.times_of(np.array([10.0]))[0] == pytest.approx(0.4)


def test_wander_has_the_stated_size_and_leaves_the_mean_speed() -> None:
    motion = turn_shaft(
        ShaftSpeed(1500.0, wander_relative=0.01, wander_corner_hz=5.0), 60.0, 1000.0, np.random.default_rng(1)
    )

    speed_hz = np.diff(motion.turns) * 1000.0
    assert speed_hz.mean() == pytest.approx(25.0, rel=1e-4)
    assert speed_hz.std() / 25.0 == pytest.approx(0.01, rel=0.01)
    assert np.all(speed_hz > 0)


@pytest.mark.parametrize(("speed_rpm", "wander"), [(0.0, 0.0), (1500.0, 0.5), (1500.0, -0.1)])
def test_impossible_speed_is_refused(speed_rpm: float, wander: float) -> None:
    with pytest.raises(ValueError, match=r"speed_rpm|wander_relative"):
        ShaftSpeed(speed_rpm, wander)


def test_too_short_a_record_is_refused() -> None:
    with pytest.raises(ValueError, match="fewer than two samples"):
        turn_shaft(ShaftSpeed(1500.0), 0.0005, 1000.0, np.random.default_rng(1))
