"""Recordings that factories upload: one row each, the bytes in `clinic_api.storage`. Nothing here looks inside a
recording.
"""
