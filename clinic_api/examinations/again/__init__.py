"""Examining a recording again under other assumptions: another speed, another bearing, a stretch, some channels.

The automatic opinion stays as it was made; what comes out is compared with it, and kept beside it on request.
"""
