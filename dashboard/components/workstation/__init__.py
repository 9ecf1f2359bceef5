"""The parts of an engineer's page about one examination, around the signal view."""
