"""A slow series watched row by row: the level of its columns, events in words, and what is named instead of learned."""
