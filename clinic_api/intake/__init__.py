"""Reception by label: whoever scans the code on a machine says what is wrong, without an account.

Belongs here: the ticket as it was sent, the tiles and their words, and what the holder of a case's link is told.
"""
