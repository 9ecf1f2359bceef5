"""A case: what a factory complains about, the states it goes through, its clocks, its time line, the story of its first
opinion, and what people do with it and say about it.

Belongs here: the state table, the clocks, the case's own rows and endpoints, and `flow`, which leads a new case to
triage.
"""
