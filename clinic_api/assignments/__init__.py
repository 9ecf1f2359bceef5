"""Which doctor attends which case: the queue the coordinator works from, the rules an assignment must keep, and its
rows.
"""
