"""Cases that nobody had to report: schedules of measurements, recordings pushed by gateways (HTTP, MQTT), alarms."""
