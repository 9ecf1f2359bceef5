"""Who is on call in which week: kept, proposed fairly, and looked over for contradictions."""
