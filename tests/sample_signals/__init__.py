"""Tests of the simulator against closed forms and published figures."""
