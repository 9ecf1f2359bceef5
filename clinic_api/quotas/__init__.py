"""What one factory may store and queue, so that none of them takes the hospital's room from the others."""
