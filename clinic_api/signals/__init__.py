"""A recording as any viewer needs it: minimum and maximum of a channel in so many pixels, and the same for spectra."""
