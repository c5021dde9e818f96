"""Orders on record: what authorities determined, lifted, refrained from or declined, and what the law fixed."""
