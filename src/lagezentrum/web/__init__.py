"""The service around the core: archive of figures, ledger of decisions, people, public site, office, API, feeds."""
