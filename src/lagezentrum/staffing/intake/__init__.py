"""Files of the pool → rows, or every problem with its row and column: nominations, authorities, requests. Pure."""
