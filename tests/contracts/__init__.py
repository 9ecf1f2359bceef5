"""Tests of the contracts that scripts outside the project rely on, and the copies of their JSON Schemas."""

from pathlib import Path

CONTRACTS = Path(__file__).parent
