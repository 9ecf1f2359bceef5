"""Figures for funders and the hospital's leads, each drilling down to its cases where one may see them; small cells are
hidden."""
