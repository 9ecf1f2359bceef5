"""The hospital's departments, as the experts' directory names them."""
