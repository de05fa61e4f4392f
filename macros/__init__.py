"""The engine: knows evidence, never the topic. See README.md in this folder for the map of rooms."""
