"""All PDFs of the hospital: templates of Typst, an embedded font, and data that stays data."""
