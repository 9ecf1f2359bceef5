"""Doctors: who they are, what they treat and how much room they have."""
