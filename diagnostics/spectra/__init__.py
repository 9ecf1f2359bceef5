"""Transforms of samples into spectra: power, velocity, whitening, envelope. Pure functions on arrays
[shape=(..., n)]; no verdicts."""
