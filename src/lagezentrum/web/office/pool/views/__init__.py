"""One file per part of the pool's pages."""
