"""The hospital's service: HTTP API, database, durable jobs and worker.

One folder a resource (``accounts``, ``equipment``, ``cases`` …) with ``models schemas repository service endpoints``;
``kit`` holds what several resources share; ``migrations`` the schema's history; ``embedded`` and ``demo`` run it all
on one machine.
"""
