"""Other free programs on the same recordings, each in an environment of its own outside the project.

What belongs here: one worker script a program, which runs in that program's environment and knows nothing of ours, and
the rule that turns what it computes into an answer.
"""
