"""What people pin to a place in a plot of a recording."""
