"""A case: what a factory complains about, the states it goes through, its time line, and the story of its first
opinion.

Belongs here: the state table, the clocks, the case's own rows and endpoints, and `flow`, which leads a new case to
triage.
"""
