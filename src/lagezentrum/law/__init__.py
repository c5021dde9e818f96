"""The law as data: regulations and norms read from files into types, checked, compared."""
