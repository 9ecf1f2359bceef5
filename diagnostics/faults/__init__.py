"""One file a machine part: which lines its faults make, how sure and how large they are, and what speaks
against them."""
