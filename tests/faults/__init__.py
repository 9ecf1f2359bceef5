"""Faults on purpose: what was accepted is kept and done once, whatever is killed, stopped or cut off.

Every test starts its own PostgreSQL cluster and its own Valkey, and stops them; the figures are printed at the end.
"""
