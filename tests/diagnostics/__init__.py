"""Tests of the package `diagnostics`, one file a module or group of modules."""
