"""One machine's own healthy recordings, and what a new one shows that they did not."""
