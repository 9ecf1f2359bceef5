"""A physics simulator of machine vibration, and the recordings it makes.

What belongs here: models of machine parts that vibrate (`bearings`, `gears`, `rotor`, `mains`, `noise`), the path to
the sensor (`resonance`), the measuring chain and its defects (`sensor`), their sum (`machine`), and the set of
recordings in `recordings/`, each labelled simulated in its tags and in `recordings/manifest.csv`. It imports nothing
else of the project, and no other package imports it: the signals are independent of the program that examines them.

Everything is a pure function of frozen descriptions and an explicit seed. Accelerations are in m/s²; the files hold g.

>>> from sample_signals import bearings, machine, noise, resonance, shaft
>>> fault = bearings.BearingFault(
...     part=bearings.BearingPart.OUTER_RACE,
...     geometry=bearings.BearingGeometry(balls=9, ball_mm=7.94, pitch_mm=39.04),
...     impact_m_s2=5.0,
...     resonances=(resonance.Resonance(natural_hz=3000.0, damping_ratio=0.03),),
... )
>>> fan = machine.SimulatedMachine(shaft.ShaftSpeed(1480.0), (fault, noise.ColouredNoise(rms_m_s2=0.3)))
>>> machine.acceleration_m_s2(fan, 1.0, 16000.0, seed=1, direction=shaft.Direction.RADIAL).shape
(16000,)

`python -m sample_signals --out DIR` makes the recordings again. Limits: one main shaft (gears bring their own), linear
addition of all sources, steady speed with a slow wander, no run-up, no process noise such as cavitation, no current or
sound. A simulated signal shows that a method finds what the model holds; it is no proof that it works on a machine.
"""
