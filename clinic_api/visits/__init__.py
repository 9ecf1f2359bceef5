"""Rounds: planned visits to factories, and the cases that a visit creates or joins."""
