"""What a coordinator has to decide about before it is a case: needs named in a questionnaire, alarms after a repair."""
