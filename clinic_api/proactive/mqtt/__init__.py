"""Recordings over MQTT: the bridge from a Mosquitto broker to the same way in as over HTTP, and the broker's files.

One credential a gateway, its own topic ``ih/<factory>/<gateway>/recordings/<equipment>/<sequence>``, answers on
``ih/<factory>/<gateway>/answers``. The broker's word is no promise: kept is what is answered ``kept``.
"""
