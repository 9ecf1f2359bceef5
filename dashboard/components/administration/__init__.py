"""Pieces of the administrator's pages: what belongs to a role, factories, keys, endpoints, the calendar's changes."""
