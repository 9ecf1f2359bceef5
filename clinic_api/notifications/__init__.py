"""Telling others what happened: events written with the thing itself, and their delivery by mail, chat and webhook.

Belongs here: the rows of events, endpoints and deliveries, and how a delivery is made.
"""
