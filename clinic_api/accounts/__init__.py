"""Accounts, their sessions and logging in (page, API, throttle)."""
