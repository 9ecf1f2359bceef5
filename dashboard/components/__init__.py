"""What several pages show in the same way: urgency, opinion, evidence, proposal, time line, problems."""
