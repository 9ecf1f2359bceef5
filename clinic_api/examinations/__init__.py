"""Examinations: the automatic opinion on a recording, with the figures that show its evidence.

Belongs here: how an examination is made in the worker's child (`making`), its rows and its endpoints.
"""
