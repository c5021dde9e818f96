"""Steps by which the tables of the people came to be."""
