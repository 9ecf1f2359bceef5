"""Whole journeys through real processes: broker, API, worker, dashboard, proxy, browser."""
