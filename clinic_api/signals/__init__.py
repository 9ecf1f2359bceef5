"""Recordings as any viewer wants them: the extremes of each column of pixels, of the signal and of its spectrum."""
