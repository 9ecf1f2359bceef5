"""The hospital asks first: schedules of measurements, recordings that gateways push, and alarms that open one case.

Belongs here: the schedules, the way in for gateways by HTTP and MQTT, the examination without a case, and the rule that
turns its result into an alarm.
"""
