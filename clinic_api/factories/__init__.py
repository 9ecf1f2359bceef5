"""Factories: the tenants of the hospital."""
