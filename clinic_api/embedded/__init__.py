"""The service on one machine: broker, API, worker, dashboard and proxy as watched child processes.

Only process handling belongs here; what the demo hospital holds is in ``clinic_api.demo``.
"""
