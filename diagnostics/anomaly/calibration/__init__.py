"""From scores to p-values, and what rows that follow each other are worth as evidence."""
