"""Logging in with the account of one's own organisation (OpenID Connect), where a hospital has switched it on."""
