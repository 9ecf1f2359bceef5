"""Measurements that are run by hand: accuracy and speed on real recordings, as figures, never as tests."""
