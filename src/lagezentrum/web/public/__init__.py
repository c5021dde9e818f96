"""Pages for everybody: map, district, state, Saturday, timeline, determinations, method."""
