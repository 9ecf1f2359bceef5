"""Measuring points: where on a machine, in which direction and what is measured."""
