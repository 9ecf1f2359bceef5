"""Reviews: a panel of two other doctors where a signed diagnosis and the automatic opinion contradict each other.

Belongs here: opening a review, its panel, its conclusion. Does not belong here: what a contradiction is
(`experts.review`), and the diagnosis itself, which stands until its doctor amends it.
"""
