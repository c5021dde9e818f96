"""Land Niedersachsen: hospitalisation incidence and share of intensive-care beds, as announced."""
