"""What confirmed cases say about doctors, rules and probabilities, and the coordinator's figures.

The arithmetic is `experts.outcomes`; here are the rows it is fed from, what is kept of it, and who may see it.
"""
