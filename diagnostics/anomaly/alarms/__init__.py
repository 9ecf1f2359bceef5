"""From scores to alarms that do not chatter, the life of an alarm in front of people, and what alarms ask of them."""
