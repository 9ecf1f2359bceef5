"""Hazards that somebody saw: a photo, what is done about it, and the answer to the reporter."""
