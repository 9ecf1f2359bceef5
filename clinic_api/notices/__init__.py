"""Who is told of what by mail: at once, in the digest of the next morning, or not at all."""
