"""Recordings as any viewer wants them: waves, spectra and lines at the width of a screen, one file a view.

`shelf` and `preparing` keep a plain copy of each recording's samples, made in the sandbox; `opening` gives views a
recording to look at; `notes` are what people pin to a place.
"""
