"""The durable queue: a row in the database is the job, Celery only rings the bell, a caged child does what may crash.

Belongs here: the rows, claiming and fencing, the bell, the worker and its sweeper. What a job does is told where its
subject lives.
"""
