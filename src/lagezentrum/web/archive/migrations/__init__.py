"""Steps by which the tables of the archive came to be."""
