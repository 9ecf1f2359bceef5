"""The catalogue of rolling bearings, searched for people who describe a machine."""
