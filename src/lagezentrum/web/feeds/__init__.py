"""iCalendar, Atom, CAP and open data."""
