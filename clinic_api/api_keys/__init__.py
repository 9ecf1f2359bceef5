"""Keys with which gateways act for one factory: shown once, kept as a hash, scoped, rotated, revoked."""
