"""Rounds of a day: proposed by the search of `experts.rounds`, accepted into visits, replanned when one falls out."""
