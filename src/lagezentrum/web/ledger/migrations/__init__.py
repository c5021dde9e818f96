"""Steps by which the tables of the ledger came to be."""
