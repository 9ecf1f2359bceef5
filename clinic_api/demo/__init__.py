"""The demo hospital: invented factories, machines, doctors and logins (``hospital.toml``), and the ticket opened in it.

The ticket goes the way a user's does: over HTTP, through the broker and the worker. People and firms are made up.
"""
