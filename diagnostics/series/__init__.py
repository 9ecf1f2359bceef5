"""Slow series of several sensors: rows with a time, read from text, checked, and handed to the monitoring."""
