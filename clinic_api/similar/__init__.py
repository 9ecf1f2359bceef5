"""Similar cases: the nearest earlier ones with their confirmed cause and cure.

Belongs here: which earlier cases are looked at, and what of them a reader may see. Does not belong here: how near two
cases are (`experts.similar`).
"""
